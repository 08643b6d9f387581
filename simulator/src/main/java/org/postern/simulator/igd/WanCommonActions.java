// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.forward.TrafficCounters;
import org.postern.simulator.soap.ActionHandler;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The actions of WANCommonInterfaceConfig:1; the counters are those of the forwarded traffic. */
public final class WanCommonActions {
    private static final String UPSTREAM_BITS = "50000000";
    private static final String DOWNSTREAM_BITS = "200000000";

    private final TrafficCounters traffic;

    public WanCommonActions(TrafficCounters traffic) {
        this.traffic = traffic;
    }

    public Map<String, ActionHandler> handlers() {
        return Map.of(
                "GetCommonLinkProperties",
                        (a, c) -> List.of("Ethernet", UPSTREAM_BITS, DOWNSTREAM_BITS, "Up"),
                "GetTotalBytesSent", counter(traffic::bytesSent),
                "GetTotalBytesReceived", counter(traffic::bytesReceived),
                "GetTotalPacketsSent", counter(traffic::packetsSent),
                "GetTotalPacketsReceived", counter(traffic::packetsReceived));
    }

    /** A ui4 that wraps, as the standard says. */
    private static ActionHandler counter(LongSupplier count) {
        return (a, c) -> List.of(Long.toString(count.getAsLong() & 0xFFFF_FFFFL));
    }
}
