// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.util.OptionalLong;

/**
 * The router's counters of what went over its internet link (WANCommonInterfaceConfig:1 section
 * 2.4). The standard has them 32 bits wide, so they wrap; each is empty where the router does not
 * count.
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
