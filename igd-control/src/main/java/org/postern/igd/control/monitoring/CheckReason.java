// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import java.time.Duration;

/** Why a gateway may not be what it was, and is assessed again. */
public enum CheckReason {
    /** IGD:2 sends byebye before its first alive, too; anybody may send it in its name. */
    BYEBYE(true, Duration.ofSeconds(1)),
    /** Another BOOTID without an update that announced it (UDA 2.0 section 1.2.2). */
    REBOOTED(true, Duration.ZERO),
    /** Another CONFIGID, or another description. */
    RECONFIGURED(false, Duration.ZERO),
    /** Not heard from for its max-age. */
    EXPIRED(false, Duration.ZERO),
    /** A question was not answered. */
    UNANSWERED(false, Duration.ZERO),
    /** A user's call did not get through. */
    CALL_FAILED(false, Duration.ZERO),
    /** The subscription to its events ended. */
    EVENTS_LOST(false, Duration.ZERO),
    /** A gateway was found that may be the same one at another place. */
    SUCCEEDED(false, Duration.ZERO),
    /** This host has other addresses, or was asleep. */
    HOST_CHANGED(false, Duration.ZERO);

    private final boolean restart;
    private final Duration delay;

    CheckReason(boolean restart, Duration delay) {
        this.restart = restart;
        this.delay = delay;
    }

    /** Whether it has likely restarted, if it answers. */
    boolean restart() {
        return restart;
    }

    /** How long to wait before the check. */
    Duration delay() {
        return delay;
    }
}
