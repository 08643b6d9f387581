// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.net.InetAddress;

/** The answer to a MAP request. Of a failure, port and address are mostly those suggested. */
record SentMap(SentResult result, long lifetime, int externalPort, InetAddress externalAddress) {

    /** A failure that repeats what was suggested. */
    static SentMap refusal(SentResult result, ReceivedMap request) {
        return refusal(result, request, request.suggestedAddress());
    }

    /** A failure that names the external address all the same. */
    static SentMap refusal(SentResult result, ReceivedMap request, InetAddress externalAddress) {
        return new SentMap(
                result, result.errorLifetime(), request.suggestedPort(), externalAddress);
    }

    /** Success; a deletion names the port that was suggested. */
    static SentMap success(long lifetime, int externalPort, InetAddress externalAddress) {
        return new SentMap(SentResult.SUCCESS, lifetime, externalPort, externalAddress);
    }
}
