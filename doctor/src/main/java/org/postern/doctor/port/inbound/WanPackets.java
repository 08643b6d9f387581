// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Traffic;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.util.OptionalLong;

/**
 * The packets that a gateway received from the internet.
 *
 * @param gateway counts them, or does not
 * @param calls for the thread that asks
 */
public record WanPackets(Gateway gateway, ParallelCalls calls) {
    /** Counters are 32 bits wide and wrap (WANCommonInterfaceConfig:1 section 2.2.10). */
    private static final long WRAP = 1L << 32;

    /** Those of now; empty where it does not tell. */
    public OptionalLong received(TimeLimit limit) throws InterruptedException {
        if (!gateway.capabilities().contains(Capability.TRAFFIC)) {
            return OptionalLong.empty();
        }
        try {
            return calls.ask(gateway::traffic, limit)
                    .map(Traffic::packetsReceived)
                    .orElseGet(OptionalLong::empty);
        } catch (GatewayException e) {
            return OptionalLong.empty();
        }
    }

    /** Those between two counts. */
    public static long between(OptionalLong before, OptionalLong after) {
        return Math.floorMod(after.orElseThrow() - before.orElseThrow(), WRAP);
    }
}
