// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Traffic;
import org.postern.web.console.internal.monitoring.GatewayReading.TrafficReading;
import org.postern.web.console.internal.monitoring.PolledAnswer;
import org.postern.web.console.internal.presentation.GatewayDetails;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** One gateway that somebody looks at. Safe for several threads. */
final class WatchedGateway {
    private final Gateway gateway;
    private final PolledAnswer<GatewayDetails> details;
    private final PolledAnswer<MappingList> mappings;

    /** Guarded by this. */
    private final TrafficMeter sent = new TrafficMeter();

    /** Guarded by this. */
    private final TrafficMeter received = new TrafficMeter();

    /** Guarded by this. */
    private Optional<Traffic> traffic = Optional.empty();

    /** Was not asked yet; {@code workers} run questions, which block. */
    WatchedGateway(Gateway gateway, Executor workers, Clock clock, LongSupplier nanoTime) {
        this.gateway = gateway;
        details = new PolledAnswer<>(() -> GatewayQuestions.details(gateway), workers, nanoTime);
        mappings =
                new PolledAnswer<>(
                        () -> GatewayQuestions.mappings(gateway, clock), workers, nanoTime);
    }

    boolean isOf(Gateway other) {
        return gateway.equals(other);
    }

    /** Has it asked for what was asked for longer ago than that. */
    void look(Duration age) {
        details.latest(age);
        mappings.latest(age);
    }

    /** Takes its latest traffic, which may be that of the last look. */
    synchronized void add(TrafficReading reading) {
        traffic = Optional.of(reading.counts());
        sent.add(reading.at(), reading.counts().bytesSent());
        received.add(reading.at(), reading.counts().bytesReceived());
    }

    /** Its mappings are asked for again at the next look. */
    void mappingsChanged() {
        mappings.outdate();
    }

    synchronized GatewayAnswers answers() {
        return new GatewayAnswers(
                details.known()
                        .map(
                                each ->
                                        new GatewayDetails(
                                                each.status(),
                                                each.externalAddress(),
                                                each.link(),
                                                traffic)),
                GatewayQuestions.tellsMappings(gateway),
                mappings.known(),
                sent.points(),
                received.points());
    }
}
