// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.time.Duration;

/**
 * What a helper does for those who ask, at most.
 *
 * @param connections at once
 * @param connectionsOfOne at once, of one address or one IPv6 network
 * @param checksAtOnce attempts to reach a port
 * @param checksPerMinute of one address or one IPv6 network; as many at once after a minute of rest
 * @param rememberedAskers whose checks are counted; beyond it the one that asked longest ago is
 *     forgotten
 * @param requestTime from the connection to the end of the request
 * @param checkTime of one attempt
 * @param closingTime for the answer to be taken
 */
public record HelperLimits(
        int connections,
        int connectionsOfOne,
        int checksAtOnce,
        int checksPerMinute,
        int rememberedAskers,
        Duration requestTime,
        Duration checkTime,
        Duration closingTime) {
    /** Together less than the ten seconds that a client waits. */
    public static final HelperLimits STANDARD =
            new HelperLimits(
                    256,
                    16,
                    64,
                    60,
                    4096,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1));
}
