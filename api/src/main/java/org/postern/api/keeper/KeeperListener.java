// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of all that happens in a keeper, see {@link PortKeeper#watch(KeeperListener)}. */
@ConsumerType
@FunctionalInterface
public interface KeeperListener {
    /**
     * Something happened. Called from a thread of the keeper, one call after the other; one that
     * blocks delays those of other listeners. What it throws is logged.
     *
     * @param event what
     */
    void happened(KeeperEvent event);
}
