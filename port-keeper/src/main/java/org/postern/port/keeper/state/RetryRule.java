// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

/** What helps after a failure. The one place of the keeper that decides by its kind. */
public enum RetryRule {
    /** To ask again soon: the router did not answer, or not sensibly. */
    SOON,
    /** To ask again soon, and rarely when that did not help. */
    SOON_THEN_RARELY,
    /** To wait until somebody else has given the port up. */
    WHEN_FREE,
    /** Nothing that a program can do. */
    RARELY;

    /** So often a router may fail in an unclear way before that counts as a refusal. */
    public static final int UNCLEAR = 4;

    /** Returns what helps after this failure. */
    public static RetryRule of(GatewayException failure) {
        if (failure.isUnanswered()) {
            return SOON;
        }
        if (failure.isConflict()) {
            return WHEN_FREE;
        }
        return failure.isRefusal() ? RARELY : SOON_THEN_RARELY;
    }

    /** Whether a port that could not be closed is closed all the same. */
    public static boolean countsAsClosed(GatewayException failure) {
        return failure.reason() == Reason.NOT_FOUND;
    }
}
