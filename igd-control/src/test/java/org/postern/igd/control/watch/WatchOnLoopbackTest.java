// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.control.ControlProtocol;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.discovery.LoopbackSearches;
import org.postern.igd.control.hostile.HeardLog;
import org.postern.igd.control.search.TestEngines;
import org.postern.igd.control.search.UpnpEngine;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

/** A watch over a simulated router, over real sockets. */
@Timeout(60)
class WatchOnLoopbackTest {
    /** Longer than any test runs: nothing here is noticed by asking now and then. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final LoopbackSearches searches = new LoopbackSearches();
    private final UpnpEngine engine = TestEngines.with(() -> List.of(searches.multicast()));
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final GatewayListener listener = new Lines();
    private SimulatedRouter router;
    private RunningWatch watch;

    private class Lines implements GatewayListener {
        @Override
        public void added(Gateway gateway, GatewayState state) {
            calls.add("added " + gateway.info().id() + address(state));
        }

        @Override
        public void changed(Gateway gateway, GatewayState state) {
            calls.add("changed to" + address(state) + " #" + state.revision());
        }

        @Override
        public void removed(Gateway gateway, String reason) {
            calls.add("removed " + gateway.info().id());
        }

        @Override
        public void missing(GatewayException failure) {
            calls.add("missing");
        }

        private static String address(GatewayState state) {
            return state.externalAddress().map(it -> " " + it.getHostAddress()).orElse(" none");
        }
    }

    @BeforeEach
    void start() throws Exception {
        router = SimulatedRouter.start(config());
        watch = watch(NEVER);
        assertEquals("added " + router.descriptionUrl() + " 203.0.113.7", next());
    }

    @AfterEach
    void end() {
        watch.close();
        engine.close();
        searches.close();
        router.close();
    }

    @Test
    void anotherAddress_isToldByEvent() throws Exception {
        subscribed();
        router.changeConnection("Connected", "198.51.100.9");

        assertEquals("changed to 198.51.100.9 #1", next());
    }

    /** Quirk A56: the router is asked, and neither address is told as a change of the other. */
    @Test
    void octetsThatEventsReverse_areNoOtherAddress() throws Exception {
        watch.close();
        router.close();
        router = SimulatedRouter.start(config().withQuirks(Quirk.EVENT_REVERSED));
        HeardLog log = HeardLog.from(Level.WARNING);
        try {
            watch = watch(NEVER);
            next();
            eventually(
                    () -> log.messages().stream().anyMatch(each -> each.contains("7.113.0.203")));
        } finally {
            log.close();
        }
        router.changeConnection("Connected", "198.51.100.9");

        assertEquals("changed to 198.51.100.9 #1", next());
    }

    @Test
    void withoutEvents_anotherAddressIsToldByThePoll() throws Exception {
        watch.close();
        router.close();
        router = SimulatedRouter.start(config().withQuirks(Quirk.SUBSCRIBE_501));
        watch = watch(Duration.ofSeconds(1));
        next();
        router.changeConnection("Connected", "198.51.100.9");

        assertEquals("changed to 198.51.100.9 #1", next());
    }

    @Test
    void aRebootOnTheSamePort_raisesTheRevision_andSubscribesAnew() throws Exception {
        subscribed();
        router.reboot();

        assertTrue(next().startsWith("changed to 203.0.113.7 #"));
        subscribed();
        router.changeConnection("Connected", "198.51.100.9");
        assertTrue(next().startsWith("changed to 198.51.100.9 #"));
    }

    @Test
    void aRebootOnAnotherPort_addsTheNewOneAndRemovesTheOldOne() throws Exception {
        String old = "removed " + router.descriptionUrl();
        router.reboot(same -> same.withHttpPort(0));
        String added = "added " + router.descriptionUrl() + " 203.0.113.7";

        assertEquals(added, next());
        assertEquals(old, next());
    }

    @Test
    void aRebootAtAnotherPath_isFollowed() throws Exception {
        router.reboot(same -> same.withPath("/elsewhere"));

        assertEquals("added " + router.descriptionUrl() + " 203.0.113.7", next());
    }

    @Test
    void goodbyeOfOneThatStays_isNotBelieved() throws Exception {
        router.sayGoodbye();

        assertTrue(next().startsWith("changed to 203.0.113.7 #1"));
    }

    @Test
    void aRouterThatIsSwitchedOff_goes_andComesBack() throws Exception {
        router.sayGoodbye();
        router.crash();
        assertEquals("removed " + router.descriptionUrl(), next());

        router.reboot();
        String line = next();
        assertEquals(
                "added " + router.descriptionUrl() + " 203.0.113.7",
                line.equals("missing") ? next() : line);
    }

    @Test
    void aCallAfterACrash_isAReasonToLook() throws Exception {
        watch.close();
        CountDownLatch failed = new CountDownLatch(1);
        watch =
                RunningWatch.start(
                        engine,
                        List::of,
                        query(),
                        NEVER,
                        new Lines() {
                            @Override
                            public void added(Gateway gateway, GatewayState state) {
                                new Thread(() -> failingCall(gateway, failed)).start();
                            }
                        });
        failed.await();

        assertEquals("removed " + router.descriptionUrl(), next());
    }

    private void failingCall(Gateway gateway, CountDownLatch failed) {
        router.crash();
        assertThrows(GatewayException.class, gateway::externalAddress);
        failed.countDown();
    }

    @Test
    void closing_endsTheSubscription_andTellsNothingMore() throws Exception {
        subscribed();
        watch.close();

        assertEquals(0, router.subscribers());
        router.close();
        assertEquals(List.of(), List.copyOf(calls));
    }

    @Test
    void closedByItsListener_itEnds() throws Exception {
        watch.close();
        CountDownLatch closed = new CountDownLatch(1);
        RunningWatch[] own = new RunningWatch[1];
        CountDownLatch known = new CountDownLatch(1);
        own[0] =
                RunningWatch.start(
                        engine,
                        List::of,
                        query(),
                        NEVER,
                        new Lines() {
                            @Override
                            public void added(Gateway gateway, GatewayState state) {
                                await(known);
                                own[0].close();
                                closed.countDown();
                            }
                        });
        known.countDown();
        closed.await();

        eventually(() -> router.subscribers() == 0);
    }

    @Test
    void badQueries_areTold() {
        assertBad(query().withNetworkInterface("nowhere0"));
        assertBad(query().withWanted("ftp://x/"));
        assertBad(query().withTimeout(Duration.ofSeconds(-1)));
        assertThrows(GatewayException.class, () -> watch(Duration.ofMillis(999)));
    }

    private void assertBad(GatewayQuery bad) {
        assertThrows(
                GatewayException.class,
                () -> RunningWatch.start(engine, List::of, bad, NEVER, listener));
    }

    @Test
    void inPlainJava_theServiceLoaderFindsTheProtocol() throws Exception {
        ControlProtocol protocol =
                ServiceLoader.load(ControlProtocol.class).findFirst().orElseThrow();
        Watch plain =
                protocol.watch(
                        query().withWanted(router.descriptionUrl().toString()), NEVER, listener);
        try {
            assertEquals("added " + router.descriptionUrl() + " 203.0.113.7", next());
        } finally {
            plain.close();
            protocol.close();
        }
        eventually(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                        .filter(each -> each.getName().equals("postern-igd"))
                                        .count()
                                <= 1);
    }

    private RunningWatch watch(Duration poll) throws GatewayException {
        return RunningWatch.start(
                engine, () -> List.of(searches.announcements()), query(), poll, listener);
    }

    /** Other routers may be on loopback as well. */
    private GatewayQuery query() {
        return GatewayQuery.standard().withNetworkInterface("lo").withWanted(router.udn());
    }

    private static RouterConfig config() throws IOException {
        return RouterConfig.standard();
    }

    private void subscribed() throws InterruptedException {
        eventually(() -> router.subscribers() == 1);
    }

    private String next() throws InterruptedException {
        String line = calls.poll(30, TimeUnit.SECONDS);
        return line == null ? "nothing" : line;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "not in 30 s");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
