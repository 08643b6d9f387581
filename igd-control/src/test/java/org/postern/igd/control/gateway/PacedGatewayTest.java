// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.search.ElectedGateway;
import org.postern.igd.control.search.TestEngines;
import org.postern.igd.control.search.UpnpEngine;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway at a pace, against a simulated router on loopback. */
@Timeout(60)
class PacedGatewayTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Shorter than a call may take, longer than a test. */
    private static final Duration LONG = Duration.ofSeconds(25);

    private final UpnpEngine engine = TestEngines.with(List::of);
    private SimulatedRouter router;

    @AfterEach
    void close() {
        engine.close();
        router.close();
    }

    /** Of two at once, the second would be booked before the first was seen. */
    @ParameterizedTest
    @CsvSource({
        "1, reply-html",
        "2, reply-html",
        "1, lease-725",
        "1, remote-host-726",
        "1, hidden-714",
        "1, no-specific",
        "2, no-ranges",
        "2, no-add-any",
        "1, list-ends-402",
    })
    void eachRequest_isBookedOnce_andSentWhenTheOneBeforeIsAnswered(int version, String profile)
            throws Exception {
        Gateway plain = gateway(version, profile);
        int before = router.requests().size();
        AtomicInteger booked = new AtomicInteger();
        Gateway paced =
                plain.paced(
                        () -> {
                            assertEquals(
                                    before + booked.getAndIncrement(), router.requests().size());
                            return Duration.ofNanos(1);
                        });

        useInEveryWay(paced);

        assertTrue(booked.get() > 30, booked::toString);
        assertEquals(before + booked.get(), router.requests().size());
    }

    private static void useInEveryWay(Gateway gateway) throws Exception {
        gateway.status();
        gateway.externalAddress();
        gateway.link();
        gateway.traffic();
        TreeSet<PortKey> ports = new TreeSet<>();
        for (int port = 40001; port < 40006; port++) {
            PortMapping held = gateway.map(request(port, true)).mapping();
            gateway.renew(held, held.lease());
            ports.add(PortKey.tcp(port));
        }
        assertEquals(5, gateway.mappings().size());
        assertTrue(gateway.find(new PortKey(Protocol.TCP, 40001)).isPresent());
        assertTrue(gateway.find(new PortKey(Protocol.UDP, 40001)).isEmpty());
        assertEquals(5, gateway.findAll(ports).size());
        gateway.map(request(40005, false));
        gateway.unmap(new PortKey(Protocol.TCP, 40005));
        gateway.unmapRange(Protocol.TCP, 40001, 40004);
        assertEquals(List.of(), gateway.mappings());
    }

    @Test
    void gatewayItself_isNotSlowedDown() throws Exception {
        Gateway gateway = gateway(1, "reply-html");
        gateway.paced(() -> LONG);
        assertTrue(gateway.status().connected());
    }

    @Test
    void paceUponPace_booksBoth() throws Exception {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        gateway(1, "reply-html").paced(counting(first)).paced(counting(second)).externalAddress();
        assertEquals(1, first.get());
        assertEquals(1, second.get());
    }

    @Test
    void turnBeyondTheEndOfTheCall_failsAtOnce_andNothingIsSent() throws Exception {
        Gateway gateway = gateway(1, "reply-html");
        int before = router.requests().size();
        Gateway paced = gateway.paced(() -> Duration.ofSeconds(31));

        GatewayException failure =
                assertThrows(GatewayException.class, () -> paced.map(request(40001, false)));

        assertEquals(UpnpResult.SOCKET_ERROR, UpnpResult.of(failure));
        assertTrue(ControlSession.isUnsent(failure));
        assertEquals(before, router.requests().size());
    }

    @Test
    void paceThatSaysNonsense_isNoPause() throws Exception {
        assertTrue(gateway(1, "reply-html").paced(() -> Duration.ofDays(-1)).status().connected());
    }

    @Test
    void waitForATurn_endsWithAnInterrupt() throws Exception {
        Gateway gateway = gateway(1, "reply-html");
        int before = router.requests().size();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Void> call = new CompletableFuture<>();
        Thread caller = asking(gateway, waiting, call);
        assertTrue(waiting.await(30, TimeUnit.SECONDS));

        caller.interrupt();

        ExecutionException end =
                assertThrows(ExecutionException.class, () -> call.get(15, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, end.getCause());
        assertEquals(before, router.requests().size());
    }

    @Test
    void waitForATurn_endsWithTheEngine() throws Exception {
        Gateway gateway = gateway(1, "reply-html");
        int before = router.requests().size();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Void> call = new CompletableFuture<>();
        asking(gateway, waiting, call);
        assertTrue(waiting.await(30, TimeUnit.SECONDS));

        engine.close();

        ExecutionException end =
                assertThrows(ExecutionException.class, () -> call.get(15, TimeUnit.SECONDS));
        assertInstanceOf(GatewayException.class, end.getCause());
        assertEquals(before, router.requests().size());
    }

    private static Thread asking(
            Gateway gateway, CountDownLatch waiting, CompletableFuture<Void> call) {
        Gateway paced =
                gateway.paced(
                        () -> {
                            waiting.countDown();
                            return LONG;
                        });
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                paced.externalAddress();
                                call.complete(null);
                            } catch (GatewayException | InterruptedException e) {
                                call.completeExceptionally(e);
                            }
                        },
                        "test-caller");
        caller.setDaemon(true);
        caller.start();
        return caller;
    }

    private static Pace counting(AtomicInteger count) {
        return () -> {
            count.incrementAndGet();
            return Duration.ZERO;
        };
    }

    private static MappingRequest request(int port, boolean anyPort) {
        return new MappingRequest(Set.of(Protocol.TCP), port, 0, "test " + port, HOUR, anyPort);
    }

    private Gateway gateway(int version, String profile) throws Exception {
        router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withIgdVersion(version)
                                .withQuirks(Quirk.named(profile).orElseThrow())
                                .withSsdp(false));
        GatewayQuery query = GatewayQuery.standard().withWanted(router.descriptionUrl().toString());
        return ElectedGateway.by(engine, query).gateway();
    }
}
