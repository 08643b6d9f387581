// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

/**
 * When the server announces what: at the moments of miniupnpd, until quirks change it. All changes
 * are made before the router starts.
 */
public final class AnnouncementRules {
    private static final int THRICE = 3;

    private boolean never;
    private boolean addressOnly;
    private int times = 1;

    /** Announces nothing. */
    public void neverAnnounce() {
        never = true;
    }

    /** After a change of the address announces only that, with an epoch that goes on. */
    public void announceAddressOnly() {
        addressOnly = true;
    }

    /** Announces everything over both protocols, and three times. */
    public void announceThrice() {
        times = THRICE;
    }

    boolean never() {
        return never;
    }

    boolean addressOnly() {
        return addressOnly;
    }

    /** How often each announcement is sent; more than once: over both protocols. */
    int times() {
        return times;
    }
}
