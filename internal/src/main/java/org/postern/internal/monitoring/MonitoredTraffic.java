// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Traffic;
import org.postern.internal.monitoring.GatewayReading.TrafficReading;
import org.postern.internal.traffic.WideTraffic;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** The traffic of one gateway, asked for when somebody reads it. Safe for several threads. */
final class MonitoredTraffic {
    private final Gateway gateway;
    private final Clock clock;
    private final PolledAnswer<TrafficReading> readings;

    /** Guarded by this. */
    private final WideTraffic wide = new WideTraffic();

    /** Guarded by this. */
    private boolean suspected;

    /** A gateway that was not asked yet; {@code workers} runs questions, which block. */
    MonitoredTraffic(Gateway gateway, Executor workers, Clock clock, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.clock = clock;
        readings = new PolledAnswer<>(this::ask, workers, nanoTime);
    }

    /** The gateway may have restarted. */
    synchronized void suspect() {
        suspected = true;
    }

    /** The last known value, see {@link PolledAnswer#latest}; of a gateway that counts. */
    Optional<TrafficReading> latest(Duration age) {
        return gateway.capabilities().contains(Capability.TRAFFIC)
                ? readings.latest(age)
                : readings.known();
    }

    private Optional<TrafficReading> ask() throws GatewayException, InterruptedException {
        return gateway.traffic().map(this::counted);
    }

    private synchronized TrafficReading counted(Traffic answer) {
        TrafficReading reading = new TrafficReading(clock.instant(), wide.next(answer, suspected));
        suspected = false;
        return reading;
    }
}
