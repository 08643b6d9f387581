// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

/** What to do after a failure. The only place of the keeper that decides by its kind. */
public enum RetryRule {
    /** To retry soon: the router did not answer, or its answer was invalid. */
    SOON,
    /** To retry soon, and every few minutes if that did not help. */
    SOON_THEN_LATER,
    /** To retry once after a minute, and rarely if that did not help: each try is several changes. */
    ONCE_THEN_RARELY,
    /** To wait until the other client has released the port. */
    WHEN_FREE,
    /** To retry rarely: only a person can change the cause. */
    RARELY,
    /** To retry when the router has changed: it cannot do this. */
    WHEN_CHANGED;

    /** The number of unclear failures in a row after which the port counts as refused. */
    public static final int UNCLEAR = 4;

    /** How many failures in a row are retried soon before the port counts as refused. */
    int soonTries() {
        return switch (this) {
            case SOON_THEN_LATER -> UNCLEAR;
            case ONCE_THEN_RARELY -> 1;
            default -> 0;
        };
    }

    /** Returns what helps after this failure. */
    public static RetryRule of(GatewayException failure) {
        if (failure.isUnanswered()) {
            return SOON;
        }
        if (failure.isConflict()) {
            return WHEN_FREE;
        }
        if (failure.reason() == Reason.NOT_HELD) {
            // The gateway has tried other leases, too; a mapping may appear late (quirks A43, A45).
            return ONCE_THEN_RARELY;
        }
        if (failure.reason() == Reason.UNSUPPORTED) {
            return WHEN_CHANGED;
        }
        return failure.isRefusal() ? RARELY : SOON_THEN_LATER;
    }

    /** Whether a failure to close a port means that it is closed already. */
    public static boolean countsAsClosed(GatewayException failure) {
        return failure.reason() == Reason.NOT_FOUND;
    }
}
