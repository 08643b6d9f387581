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
    /** To wait until the other client has released the port. */
    WHEN_FREE,
    /** To retry rarely: only a person can change the cause. */
    RARELY;

    /** The number of unclear failures in a row after which the port counts as refused. */
    public static final int UNCLEAR = 4;

    /** Returns what helps after this failure. */
    public static RetryRule of(GatewayException failure) {
        if (failure.isUnanswered()) {
            return SOON;
        }
        if (failure.isConflict()) {
            return WHEN_FREE;
        }
        return failure.isRefusal() ? RARELY : SOON_THEN_LATER;
    }

    /** Whether a failure to close a port means that it is closed already. */
    public static boolean countsAsClosed(GatewayException failure) {
        return failure.reason() == Reason.NOT_FOUND;
    }
}
