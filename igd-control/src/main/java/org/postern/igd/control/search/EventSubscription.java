// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** A subscription to the events of a WAN service. */
@FunctionalInterface
public interface EventSubscription {
    /**
     * Ends it, from any thread.
     *
     * @return ends when the router has taken that, or did not; never exceptionally
     */
    CompletableFuture<@Nullable Void> end();
}
