// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Tells from a gateway's count of packets how many came from somebody who knocked, E21. Each question
 * to a helper takes some, too, and so does what others send meanwhile.
 *
 * @param quiet packets while little was asked
 * @param quietAsks questions meanwhile, each with a knock at another port
 * @param quietTime how long that was
 * @param asking packets while only questions were asked, without a knock
 * @param asks how many
 * @param knocking packets while questions were asked, each with a knock
 * @param knocks how many
 * @param knockTime how long that was
 */
record KnockPackets(
        long quiet,
        int quietAsks,
        Duration quietTime,
        long asking,
        int asks,
        long knocking,
        int knocks,
        Duration knockTime) {
    /** What a question takes: a connection, an answer, and the end. With more, others interfere. */
    private static final double MOST_OF_AN_ASK = 12;

    /** In the three seconds of an attempt: the first, and two repetitions (RFC 6298 section 2). */
    private static final int MOST_OF_A_KNOCK = 3;

    /** Those of the knocks alone; empty where too much else has passed. */
    OptionalLong ofKnocks() {
        if (asks == 0 || knocks == 0 || quietTime.isZero()) {
            return OptionalLong.empty();
        }
        // Rounded up: what is acknowledged along with a quick answer is not along with a late one.
        double ofAnAsk = Math.ceil((double) asking / asks);
        double others = Math.max(0, quiet - quietAsks * (ofAnAsk + MOST_OF_A_KNOCK));
        double noise = others * knockTime.toNanos() / quietTime.toNanos();
        return ofAnAsk > MOST_OF_AN_ASK || noise > knocks
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(Math.max(0, knocking - knocks * ofAnAsk - noise)));
    }
}
