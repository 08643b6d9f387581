// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

/** What helps after a failure. The one place of the keeper that decides by its kind. */
enum Remedy {
    /** To ask again soon: the router did not answer, or not sensibly. */
    AGAIN,
    /** To ask again soon, and rarely when that did not help. */
    AGAIN_THEN_RARELY,
    /** To wait until somebody else has given the port up. */
    WAIT_UNTIL_FREE,
    /** Nothing that a program can do. */
    RARELY;

    /** So often a router may fail in an unclear way before that counts as a refusal. */
    static final int UNCLEAR = 4;

    static Remedy of(GatewayException failure) {
        if (failure.isUnanswered()) {
            return AGAIN;
        }
        if (failure.isConflict()) {
            return WAIT_UNTIL_FREE;
        }
        return failure.isRefusal() ? RARELY : AGAIN_THEN_RARELY;
    }

    /** Whether a port that could not be closed is closed all the same. */
    static boolean countsAsClosed(GatewayException failure) {
        return failure.reason() == Reason.NOT_FOUND;
    }
}
