package org.postern.api.gateway;

import java.util.OptionalLong;

/**
 * The router's counters of what went over its internet link (WANCommonInterfaceConfig:1 sections
 * 2.4.4 to 2.4.7). They are 32 bits wide and wrap; each is empty where the router does not count.
 *
 * @param bytesSent 0..4294967295
 * @param bytesReceived 0..4294967295
 * @param packetsSent 0..4294967295
 * @param packetsReceived 0..4294967295
 */
public record Traffic(
        OptionalLong bytesSent,
        OptionalLong bytesReceived,
        OptionalLong packetsSent,
        OptionalLong packetsReceived) {}
