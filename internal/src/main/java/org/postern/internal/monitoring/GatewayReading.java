// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import org.postern.api.gateway.CallStatistics;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Traffic;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A gateway at one moment.
 *
 * @param info what is known of it
 * @param externalAddress without asking; empty while it has none or does not tell
 * @param lastChange when it was seen first, or its external address changed or it may have restarted
 * @param statistics how often it was asked
 * @param traffic the last known counts, of 64 bits
 */
public record GatewayReading(
        GatewayInfo info,
        Optional<InetAddress> externalAddress,
        Instant lastChange,
        CallStatistics statistics,
        Optional<TrafficReading> traffic) {
    /**
     * What a gateway counted.
     *
     * @param at when it was asked
     * @param counts each 0 or more; they begin again when the gateway restarts
     */
    public record TrafficReading(Instant at, Traffic counts) {}
}
