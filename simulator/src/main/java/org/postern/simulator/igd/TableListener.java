// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

/** Hears of each change of the mappings; must return at once. */
@FunctionalInterface
public interface TableListener {
    /**
     * Called after a change with the number of mappings; {@code ofUpnp} says whether one that was
     * opened over UPnP changed.
     */
    void changed(int mappings, boolean ofUpnp);
}
