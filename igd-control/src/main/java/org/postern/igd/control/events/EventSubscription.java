// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** A subscription to the events of a service. */
@FunctionalInterface
public interface EventSubscription {
    /**
     * Ends the subscription, and one that the router is about to grant; on any thread. The result
     * ends when the router has answered, or the request has timed out; never exceptionally.
     */
    CompletableFuture<@Nullable Void> end();
}
