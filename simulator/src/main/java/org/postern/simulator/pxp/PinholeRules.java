// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

/**
 * How pinholes are renewed and closed: as miniupnpd 2.3.11 does, until quirks change it. All changes
 * are made before the router starts.
 */
public final class PinholeRules {
    private boolean takenOver;
    private boolean keptOnceRenewed;
    private boolean portCleared;
    private boolean renewable = true;

    /** Lets any nonce renew a pinhole, which is its own then. */
    public void letTakeOver() {
        takenOver = true;
    }

    /** Lets nobody close a pinhole that was renewed. */
    public void keepRenewed() {
        keptOnceRenewed = true;
    }

    /** Answers every renewal with the external port 0. */
    public void clearPort() {
        portCleared = true;
    }

    /** Refuses renewals as if there were no room. */
    public void refuseRenewals() {
        renewable = false;
    }

    boolean takenOver() {
        return takenOver;
    }

    boolean keptOnceRenewed() {
        return keptOnceRenewed;
    }

    boolean portCleared() {
        return portCleared;
    }

    boolean renewable() {
        return renewable;
    }
}
