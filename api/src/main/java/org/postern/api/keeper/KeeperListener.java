// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of all that happens in a keeper, see {@link PortKeeper#watch(KeeperListener)}. */
@ConsumerType
@FunctionalInterface
public interface KeeperListener {
    /**
     * Something happened. Called from the keeper's thread, one call after the other; should not
     * block. What it throws is logged.
     *
     * @param event what
     */
    void happened(KeeperEvent event);
}
