// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import java.time.Duration;

/** Why a gateway may not be what it was, and is looked at again. */
enum Suspicion {
    /** IGD:2 says byebye before its first alive, too; anybody may say it in its name. */
    BYEBYE(true, Duration.ofSeconds(1)),
    /** Another BOOTID without an update that told of it (UDA 2.0 section 1.2.2). */
    REBOOTED(true, Duration.ZERO),
    /** Another CONFIGID: another description. */
    RECONFIGURED(false, Duration.ZERO),
    /** Not heard of for its max-age. */
    EXPIRED(false, Duration.ZERO),
    /** A question was not answered. */
    UNANSWERED(false, Duration.ZERO),
    /** A user's call did not get through. */
    CALL_FAILED(false, Duration.ZERO),
    /** The subscription to its events ended. */
    EVENTS_LOST(false, Duration.ZERO),
    /** A gateway came that may be the same. */
    SUCCEEDED(false, Duration.ZERO),
    /** This host has other addresses, or was asleep. */
    HOST_CHANGED(false, Duration.ZERO);

    private final boolean restart;
    private final Duration delay;

    Suspicion(boolean restart, Duration delay) {
        this.restart = restart;
        this.delay = delay;
    }

    /** Whether it has likely restarted, if it answers. */
    boolean restart() {
        return restart;
    }

    /** How long to wait before it is looked at. */
    Duration delay() {
        return delay;
    }
}
