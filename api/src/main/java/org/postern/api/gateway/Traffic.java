// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.util.OptionalLong;

/**
 * The gateway's counters of what went over its internet link. Most are 32 bits wide and wrap; each
 * is empty where the gateway does not count.
 *
 * @param bytesSent 0 or more, as a rule at most 4294967295
 * @param bytesReceived 0 or more, as a rule at most 4294967295
 * @param packetsSent 0 or more, as a rule at most 4294967295
 * @param packetsReceived 0 or more, as a rule at most 4294967295
 */
public record Traffic(
        OptionalLong bytesSent,
        OptionalLong bytesReceived,
        OptionalLong packetsSent,
        OptionalLong packetsReceived) {}
