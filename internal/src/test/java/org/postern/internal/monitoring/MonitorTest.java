// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.CallStatistics;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** What is read of gateways, and when they are asked for their traffic. */
class MonitorTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final InetAddress EXTERNAL = InetAddress.getLoopbackAddress();

    private final StubGateway gateway = new StubGateway("one");
    private final Map<Gateway, GatewayState> known =
            Collections.synchronizedMap(new LinkedHashMap<>());
    private final Workers workers = new Workers();
    private Instant now = START;
    private final InstantSource time = () -> now;
    private final Monitor monitor =
            new Monitor(
                    workers,
                    time.withZone(ZoneOffset.UTC),
                    () -> Duration.between(Instant.EPOCH, now).toNanos(),
                    Optional::empty,
                    () -> known);

    /** Runs tasks when the test says so. */
    private static final class Workers extends AbstractExecutorService {
        final Deque<Runnable> tasks = new ArrayDeque<>();
        boolean full;

        @Override
        public void execute(Runnable task) {
            if (full) {
                throw new RejectedExecutionException();
            }
            tasks.add(task);
        }

        void run() {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            full = true;
            return List.copyOf(tasks);
        }

        @Override
        public boolean isShutdown() {
            return full;
        }

        @Override
        public boolean isTerminated() {
            return full;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    MonitorTest() {
        known.put(gateway, state(0));
    }

    private static GatewayState state(long revision) {
        return new GatewayState(Optional.of(EXTERNAL), revision);
    }

    private GatewayReading read() {
        return monitor.gateway("one").orElseThrow();
    }

    private OptionalLong sent() {
        return read().traffic().orElseThrow().counts().bytesSent();
    }

    private void passes(Duration duration) {
        now = now.plus(duration);
    }

    @Test
    void whatIsKnownWithoutAsking_isReadAtOnce() {
        GatewayReading reading = read();

        assertEquals("one", reading.info().id());
        assertEquals(Optional.of(EXTERNAL), reading.externalAddress());
        assertEquals(new CallStatistics(5, 1), reading.statistics());
        assertEquals(START, reading.lastChange());
        assertEquals(Optional.empty(), reading.traffic());
    }

    @Test
    void traffic_isThatOfTheLastAnswer_andNobodyWaitsForTheNext() {
        read();
        assertEquals(0, gateway.asked);
        workers.run();
        assertEquals(OptionalLong.of(100), sent());
        assertEquals(START, read().traffic().orElseThrow().at());

        passes(Monitor.TRAFFIC_AGE);
        gateway.traffic = StubGateway.traffic(200);
        assertEquals(OptionalLong.of(100), sent());
        workers.run();
        assertEquals(OptionalLong.of(200), sent());
    }

    @Test
    void howeverOftenItIsRead_theGatewayIsAskedOnceInAWhile() {
        for (int second = 0; second < 60; second++) {
            for (int times = 0; times < 5; times++) {
                monitor.gateways();
                workers.run();
            }
            passes(Duration.ofSeconds(1));
        }

        assertEquals(6, gateway.asked);
    }

    @Test
    void whoFollowsTheTraffic_andWhoReadsItNowAndThen_shareTheAnswers() {
        for (int second = 0; second < 60; second++) {
            monitor.gateway("one", Duration.ofSeconds(3));
            workers.run();
            monitor.gateways();
            workers.run();
            passes(Duration.ofSeconds(1));
        }

        assertEquals(20, gateway.asked);
    }

    @Test
    void nobodyReads_nothingIsAsked() {
        monitor.gatewayIds();
        passes(Duration.ofHours(1));
        monitor.gatewayIds();

        assertEquals(0, workers.tasks.size());
    }

    @Test
    void whileAQuestionRuns_noOtherIsAsked() {
        read();
        passes(Duration.ofMinutes(5));
        read();

        assertEquals(1, workers.tasks.size());
    }

    @Test
    void aFailure_leavesTheLastValue_andItIsAskedAgain() {
        read();
        workers.run();
        gateway.failure = Optional.of(new GatewayException(Reason.UNREACHABLE, "Silent."));
        passes(Monitor.TRAFFIC_AGE);
        read();
        workers.run();
        assertEquals(OptionalLong.of(100), sent());

        gateway.failure = Optional.empty();
        passes(Monitor.TRAFFIC_AGE);
        read();
        workers.run();
        assertEquals(3, gateway.asked);
    }

    @Test
    void noRoomForAQuestion_isNoFailure_andItIsAskedLater() {
        workers.full = true;
        assertEquals(Optional.empty(), read().traffic());
        workers.full = false;
        passes(Monitor.TRAFFIC_AGE);
        read();
        workers.run();

        assertEquals(OptionalLong.of(100), sent());
    }

    @Test
    void aGatewayThatDoesNotCount_isNotAsked() {
        gateway.capabilities.remove(Capability.TRAFFIC);
        read();

        assertEquals(0, workers.tasks.size());
    }

    @Test
    void aFallAfterASuspectedRestart_beginsAgain() {
        gateway.traffic = StubGateway.traffic((1L << 32) - 10);
        read();
        workers.run();
        known.put(gateway, state(1));
        gateway.traffic = StubGateway.traffic(5);
        passes(Monitor.TRAFFIC_AGE);
        read();
        workers.run();

        assertEquals(OptionalLong.of(5), sent());
    }

    @Test
    void lastChange_isThatOfAddressAndRevision() {
        read();
        passes(Duration.ofMinutes(1));
        assertEquals(START, read().lastChange());

        known.put(gateway, new GatewayState(Optional.empty(), 0));
        assertEquals(START.plusSeconds(60), read().lastChange());
        passes(Duration.ofMinutes(1));
        known.put(gateway, new GatewayState(Optional.empty(), 1));
        assertEquals(START.plusSeconds(120), read().lastChange());
    }

    @Test
    void gatewaysThatGo_areForgotten() {
        read();
        known.clear();

        assertEquals(Optional.empty(), monitor.gateway("one"));
        assertEquals(List.of(), monitor.gatewayIds());
    }

    @Test
    void twoOfOneId_areOne() {
        known.put(new StubGateway("one"), state(0));
        known.put(new StubGateway("two"), state(0));

        assertEquals(List.of("one", "two"), monitor.gatewayIds());
    }

    @Test
    void everMoreGateways_areBounded() {
        for (int i = 0; i < 1000; i++) {
            known.put(new StubGateway("more " + i), state(0));
        }

        assertEquals(Monitor.MOST_GATEWAYS, monitor.gatewayIds().size());
        assertEquals(Monitor.MOST_GATEWAYS, monitor.gateways().size());
    }

    @Test
    void closed_theLastValueStays() {
        read();
        workers.run();
        monitor.close();
        passes(Duration.ofMinutes(5));

        assertEquals(OptionalLong.of(100), sent());
        assertEquals(1, gateway.asked);
    }

    @Test
    void withoutAKeeper_thereIsNoReadingOfOne() {
        assertEquals(Optional.empty(), monitor.keeper());
    }
}
