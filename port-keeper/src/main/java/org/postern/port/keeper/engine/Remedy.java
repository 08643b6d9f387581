// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.UpnpResult;

/** What helps after a failure. */
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

    static Remedy of(UpnpResult result) {
        return switch (result) {
            case SOCKET_ERROR, HTTP_ERROR, INVALID_RESPONSE -> AGAIN;
            case ACTION_FAILED, UNKNOWN_ERROR, INVALID_ARGS -> AGAIN_THEN_RARELY;
            case CONFLICT_WITH_OTHER_MAPPING, CONFLICT_WITH_OTHER_MECHANISM -> WAIT_UNTIL_FREE;
            default -> RARELY;
        };
    }
}
