// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.PortReach.State;
import org.postern.api.doctor.ReachListener;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.PortListener;
import org.postern.doctor.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class ReachChecksTest {
    private static final InetAddress ROUTER = AddressLiteral.parse("203.0.113.7").orElseThrow();

    private final StubKeeper keeper = new StubKeeper();
    private final BlockingQueue<PortReach> changes = new LinkedBlockingQueue<>();

    @Test
    void eachPortIsLookedAt_asSoonAsItIsOpen() throws Exception {
        StubKeeper.Port tcp = keep(MappingRequest.tcp(80));
        try (ReachChecks checks = start((protocol, address, port) -> open(address))) {
            assertEquals(List.of(), checks.ports());
            tcp.openAt(Optional.of(ROUTER), 80);
            keeper.tell();
            PortReach first = next();
            assertEquals(PortKey.tcp(80), first.key());
            assertEquals(State.REACHED, first.state());

            keep(MappingRequest.udp(81)).openAt(Optional.of(ROUTER), 8081);
            keeper.tell();
            PortReach second = next();
            assertEquals(PortKey.udp(81), second.key());
            assertEquals(8081, second.externalPort());
            assertEquals(List.of(first, second), checks.ports());

            keeper.forget(tcp);
            keeper.tell();
            await(() -> checks.ports().equals(List.of(second)));
        }
    }

    @Test
    void ofBothProtocols_eachIsLookedAt() throws Exception {
        keep(MappingRequest.of(List.of(Protocol.TCP, Protocol.UDP), 80))
                .openAt(Optional.of(ROUTER), 80);
        try (ReachChecks checks = start((protocol, address, port) -> open(address))) {
            assertEquals(PortKey.tcp(80), next().key());
            assertEquals(PortKey.udp(80), next().key());
            assertFalse(checks.ended());
        }
    }

    @Test
    void aListenerThatFails_disturbsNothing() throws Exception {
        keep(MappingRequest.of(List.of(Protocol.TCP, Protocol.UDP), 80))
                .openAt(Optional.of(ROUTER), 80);
        ReachListener failing =
                reach -> {
                    changes.add(reach);
                    throw new IllegalStateException("This is expected in the log.");
                };
        ReachChecks checks =
                ReachChecks.start(
                        keeper,
                        (protocol, address, port) -> open(address),
                        failing,
                        Clock.systemUTC(),
                        Duration.ZERO);
        try (checks) {
            next();
            next();
        }
    }

    @Test
    void aQuestionThatFailsUnexpectedly_isAskedAgain() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        keep(MappingRequest.tcp(80)).openAt(Optional.of(ROUTER), 80);
        ReachChecks checks =
                start(
                        (protocol, address, port) -> {
                            twice.countDown();
                            throw new IllegalStateException("This is expected in the log.");
                        });
        try (checks) {
            twice.await();
        }
    }

    @Test
    void theEnd_doesNotWaitForAnAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        keep(MappingRequest.tcp(80)).openAt(Optional.of(ROUTER), 80);
        ReachChecks checks =
                start(
                        (protocol, address, port) -> {
                            asked.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                ended.countDown();
                            }
                            throw new IOException("It never ends.");
                        });
        asked.await();
        checks.close();

        assertTrue(ended.await(20, TimeUnit.SECONDS));
        assertTrue(checks.ended());
        assertEquals(0, keeper.listeners());
        assertTrue(changes.isEmpty());
        checks.close();
    }

    @Test
    void aListener_mayEndIt() throws Exception {
        keep(MappingRequest.tcp(80)).openAt(Optional.of(ROUTER), 80);
        BlockingQueue<ReachChecks> started = new LinkedBlockingQueue<>();
        CountDownLatch closed = new CountDownLatch(1);
        ReachChecks checks =
                ReachChecks.start(
                        keeper,
                        (protocol, address, port) -> open(address),
                        reach -> {
                            try {
                                started.take().close();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            closed.countDown();
                        },
                        Clock.systemUTC());
        started.add(checks);

        assertTrue(closed.await(20, TimeUnit.SECONDS));
        assertTrue(checks.ended());
    }

    private ReachChecks start(PortQuestion question) {
        return ReachChecks.start(keeper, question, changes::add, Clock.systemUTC(), Duration.ZERO);
    }

    private StubKeeper.Port keep(MappingRequest request) {
        return keeper.keep(KeepRequest.of(request), PortListener.NONE);
    }

    private PortReach next() throws InterruptedException {
        return Optional.ofNullable(changes.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    private static OutsideResult open(InetAddress address) {
        return new OutsideResult(address, Reached.OPEN);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds() && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertTrue(condition.holds());
    }
}
