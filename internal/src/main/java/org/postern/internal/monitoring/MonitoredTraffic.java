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
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * The traffic of one gateway. Who reads it gets the last known value at once, and has the gateway
 * asked for the next one on another thread. Safe for several threads; guarded by itself.
 */
final class MonitoredTraffic {
    /** Between two questions: each costs a gateway up to four requests. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Gateway gateway;
    private final Executor workers;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final WideTraffic wide = new WideTraffic();
    private Optional<TrafficReading> latest = Optional.empty();
    private Optional<Long> askedNanos = Optional.empty();
    private boolean asking;
    private boolean suspected;

    /** A gateway that was not asked yet; {@code workers} runs questions, which block. */
    MonitoredTraffic(Gateway gateway, Executor workers, Clock clock, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.workers = workers;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The gateway may have restarted. */
    synchronized void suspect() {
        suspected = true;
    }

    /** The last known value; has the gateway asked, unless it was lately or is being asked. */
    synchronized Optional<TrafficReading> latest() {
        if (!asking && isDue() && gateway.capabilities().contains(Capability.TRAFFIC)) {
            askedNanos = Optional.of(nanoTime.getAsLong());
            asking = true;
            try {
                workers.execute(this::ask);
            } catch (RejectedExecutionException e) {
                // Too many are asked now, or the end has come.
                asking = false;
            }
        }
        return latest;
    }

    private boolean isDue() {
        return askedNanos.filter(each -> nanoTime.getAsLong() - each < PAUSE.toNanos()).isEmpty();
    }

    private void ask() {
        Optional<Traffic> answer = Optional.empty();
        try {
            answer = gateway.traffic();
        } catch (GatewayException | RuntimeException e) {
            // It is asked again; until then the last value is what is known. Anybody can bring a
            // gateway, so that it may throw anything.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answered(answer);
        }
    }

    private synchronized void answered(Optional<Traffic> answer) {
        asking = false;
        if (answer.isPresent()) {
            Instant now = clock.instant();
            latest = Optional.of(new TrafficReading(now, wide.next(answer.get(), suspected)));
            suspected = false;
        }
    }
}
