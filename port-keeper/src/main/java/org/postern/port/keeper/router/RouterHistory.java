// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.port.keeper.state.DroppedLeases;

/** What is remembered of one router. Used by the keeper's thread. */
public final class RouterHistory {
    private final RouterPace pace;
    private DroppedLeases leases = DroppedLeases.NONE;
    private boolean extendsLeases = true;

    RouterHistory(RouterPace pace) {
        this.pace = pace;
    }

    public RouterPace pace() {
        return pace;
    }

    /** The leases that it is known to drop. */
    public DroppedLeases leases() {
        return leases;
    }

    public void leases(DroppedLeases other) {
        leases = other;
    }

    /** Whether it is not known to confirm renewals in vain. */
    public boolean extendsLeases() {
        return extendsLeases;
    }

    /** It has confirmed a renewal, and the lease ended when it was to end before. */
    public void doesNotExtendLeases() {
        extendsLeases = false;
    }
}
