// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import java.time.Duration;

/** Why a gateway may not be what it was, and is assessed again. */
public enum CheckReason {
    /** IGD:2 sends byebye before its first alive, too; anybody may send it in its name. */
    BYEBYE,
    /** Another BOOTID without an update that announced it (UDA 2.0 section 1.2.2). */
    REBOOTED,
    /** Another CONFIGID, or another description. */
    RECONFIGURED,
    /** Not heard from for its max-age. */
    EXPIRED,
    /** A question was not answered. */
    UNANSWERED,
    /** A user's call did not get through. */
    CALL_FAILED,
    /** The subscription to its events ended. */
    EVENTS_LOST,
    /** A gateway was found that may be the same one at another place. */
    SUCCEEDED,
    /** This host has other addresses, or was asleep. */
    HOST_CHANGED;

    /** Whether it has likely restarted, if it answers. */
    boolean restart() {
        return this == BYEBYE || this == REBOOTED;
    }

    /** How long to wait before the check. */
    Duration delay() {
        return this == BYEBYE ? Duration.ofSeconds(1) : Duration.ZERO;
    }
}
