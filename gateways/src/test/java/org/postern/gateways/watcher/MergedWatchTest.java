// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.gateways.fakes.Eventually;
import org.postern.gateways.fakes.FakeProtocol;
import org.postern.gateways.fakes.FakeProtocols;
import org.postern.gateways.internal.routes.RouteSource;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Protocols that come and go while a watch runs, and the thread that tells of it. */
@Timeout(60)
class MergedWatchTest {
    static final RouteSource NO_ROUTES = ipv6 -> List.of();

    private static final GatewayQuery QUERY = GatewayQuery.standard();
    private static final Duration POLL = Duration.ofMinutes(5);

    private final FakeProtocol upnp = new FakeProtocol("upnp");
    private final FakeProtocol pcp = new FakeProtocol("pcp");
    private final FakeProtocols protocols = new FakeProtocols(upnp);
    private final RecordingListener told = new RecordingListener();
    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final ModelGateway bare = ModelGateway.bare("pcp");
    private final List<Watch> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(Watch::close);
    }

    @Test
    void aProtocolThatComesIsWatched_andOneThatGoesIsGivenUp() {
        start(told, QUERY);
        protocols.are(upnp, pcp);
        Eventually.holds(() -> pcp.openWatches.get() == 1, "pcp is watched");
        pcp.watch.added(bare, MergedRoutersTest.state("", 1));
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        Eventually.holds(() -> told.lines.size() == 2, "both are told");
        protocols.are(upnp);
        Eventually.holds(() -> told.lines.size() == 3, "pcp has left");
        assertEquals("changed upnp - 1", told.lines.get(2));
        assertEquals(0, pcp.openWatches.get());
        pcp.watch.added(ModelGateway.bare("pcp"), MergedRoutersTest.state("", 1));
        upnp.watch.removed(listing, "Off.");
        Eventually.holds(() -> told.lines.size() == 4, "upnp has left");
        assertEquals("removed upnp Off.", told.lines.get(3));
    }

    @Test
    void searchesOfAllProtocolsAreCounted_andNotToldToTheListener() {
        start(
                new GatewayListener() {
                    @Override
                    public void added(Gateway gateway, GatewayState state) {}

                    @Override
                    public void changed(Gateway gateway, GatewayState state) {}

                    @Override
                    public void removed(Gateway gateway, String reason) {}

                    @Override
                    public void searching() {
                        throw new AssertionError("told");
                    }
                },
                QUERY);
        protocols.are(upnp, pcp);
        Eventually.holds(() -> pcp.openWatches.get() == 1, "pcp is watched");
        upnp.watch.searching();
        pcp.watch.searching();
        pcp.watch.searching();
        assertEquals(3, protocols.searches());
        protocols.are(upnp);
        Eventually.holds(() -> pcp.openWatches.get() == 0, "pcp is given up");
        assertEquals(3, protocols.searches());
    }

    @Test
    void aBetterProtocolOfOneNameTakesOver() {
        start(told, QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        Eventually.holds(() -> told.lines.size() == 1, "the first is told");
        FakeProtocol better = new FakeProtocol("upnp");
        protocols.are(better, upnp);
        Eventually.holds(() -> better.openWatches.get() == 1, "the better one is watched");
        better.watch.added(ModelGateway.listing("upnp"), MergedRoutersTest.state("", 1));
        Eventually.holds(() -> told.lines.size() == 3, "it is told");
        assertEquals(0, upnp.openWatches.get());
        assertNotSame(told.gateways.get(0), told.gateways.get(2));
    }

    @Test
    void aProtocolThatComesAndCannotWatchYetIsToldAsMissing() {
        FakeProtocol later =
                new FakeProtocol("later") {
                    @Override
                    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
                            throws GatewayException {
                        throw new GatewayException(Reason.INVALID_ARGUMENT, "No interface yet.");
                    }
                };
        protocols.are(pcp);
        start(told, QUERY);
        protocols.are(later);
        Eventually.holds(() -> !told.missing.isEmpty(), "missing is told");
        assertEquals("No interface yet.", told.missing.get(0).getMessage());
    }

    @Test
    void withoutProtocolsThatIsTold_andTheFirstThatComesIsUsed() {
        protocols.are();
        start(told, QUERY);
        Eventually.holds(() -> !told.missing.isEmpty(), "missing is told");
        protocols.are(upnp);
        Eventually.holds(() -> upnp.openWatches.get() == 1, "upnp is watched");
        assertEquals(1, told.lines.size());
    }

    @Test
    void onlyTheNamedProtocolIsWatched() {
        protocols.are(upnp, pcp);
        start(told, QUERY.withControlProtocol("pcp"));
        assertEquals(1, pcp.openWatches.get());
        assertEquals(0, upnp.openWatches.get());
    }

    @Test
    void aProtocolThatThrowsHarmsNobody_norDoesAListener() {
        FakeProtocol broken =
                new FakeProtocol("broken") {
                    @Override
                    public Watch watch(
                            GatewayQuery query, Duration poll, GatewayListener listener) {
                        throw new IllegalStateException("no");
                    }
                };
        protocols.are(broken, upnp);
        AtomicInteger calls = new AtomicInteger();
        start(
                new RecordingListener() {
                    @Override
                    public void added(Gateway gateway, GatewayState state) {
                        calls.incrementAndGet();
                        throw new IllegalStateException("no");
                    }
                },
                QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        upnp.watch.added(ModelGateway.listing("upnp"), MergedRoutersTest.state("", 1));
        Eventually.holds(() -> calls.get() == 2, "both are told");
    }

    @Test
    void aBadQueryIsRefused_andNothingGoesOn() {
        protocols.are(new Refusing("strict"), new Refusing("other"));
        assertEquals(
                Reason.INVALID_ARGUMENT,
                assertThrows(GatewayException.class, () -> start(QUERY, POLL)).reason());
        protocols.are(upnp);
        assertThrows(GatewayException.class, () -> start(QUERY, Duration.ofMillis(999)));
        assertThrows(
                GatewayException.class, () -> start(QUERY.withNetworkInterface("none0"), POLL));
        assertEquals(0, upnp.openWatches.get());
    }

    /** The query may be one for another protocol, such as a URL of its own scheme. */
    @Test
    void aQueryThatOneProtocolDoesNotKnowIsLeftToTheOthers() {
        Refusing strict = new Refusing("strict");
        protocols.are(strict, upnp);
        start(told, QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        Eventually.holds(() -> told.lines.contains("added upnp - 1"), "upnp is watched");
    }

    @Test
    void aProtocolThatCannotWatchYetIsAskedAgainOnce_howeverOftenProtocolsCome() throws Exception {
        List<Runnable> retries = new CopyOnWriteArrayList<>();
        WatchLoop loop =
                new WatchLoop() {
                    @Override
                    void after(Duration delay, Runnable task) {
                        if (delay.equals(Duration.ofSeconds(10))) {
                            retries.add(task);
                        } else {
                            super.after(delay, task);
                        }
                    }
                };
        Refusing strict = new Refusing("strict");
        open.add(MergedWatch.start(protocols, NO_ROUTES, QUERY, POLL, told, () -> {}, loop));
        for (int i = 0; i < 50; i++) {
            protocols.are(upnp, strict);
        }
        done(loop);
        assertEquals(1, retries.size());
        int before = strict.asked.get();
        loop.execute(retries.get(0));
        done(loop);
        assertEquals(before + 1, strict.asked.get());
        assertEquals(2, retries.size());
    }

    @Test
    void aProtocolThatReturnsNoWatchHarmsNobody() {
        FakeProtocol empty =
                new FakeProtocol("empty") {
                    @Override
                    public Watch watch(
                            GatewayQuery query, Duration poll, GatewayListener listener) {
                        return null;
                    }
                };
        protocols.are(empty, upnp);
        start(told, QUERY);
        upnp.watch.missing(new GatewayException(Reason.NO_DEVICES, "Nothing."));
        Eventually.holds(() -> !told.missing.isEmpty(), "it is not waited for");
    }

    @Test
    void aWatcherThatWasClosedStartsNoWatch() {
        MergedGatewayWatcher watcher = new MergedGatewayWatcher(protocols);
        watcher.close();
        assertThrows(GatewayException.class, () -> watcher.watch(QUERY, POLL, told));
        Eventually.holds(() -> upnp.openWatches.get() == 0, "nothing goes on");
    }

    @Test
    void callsGoOnWhileProtocolsJoinAndLeave() throws Exception {
        protocols.are(upnp, pcp);
        start(told, QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        Eventually.holds(() -> told.lines.size() == 1, "it is there");
        Gateway gateway = told.gateways.get(0);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger joined = new AtomicInteger();
        Thread churn =
                new Thread(
                        () -> {
                            while (!done.get()) {
                                ModelGateway one = ModelGateway.bare("pcp");
                                pcp.watch.added(one, MergedRoutersTest.state("", 1));
                                pcp.watch.removed(one, "Off.");
                                joined.incrementAndGet();
                                Thread.onSpinWait();
                            }
                        });
        churn.start();
        for (int port = 1; port <= 500 || joined.get() < 50; port++) {
            PortKey key = PortKey.tcp(1 + port % 60_000);
            gateway.map(MappingRequest.tcp(key.externalPort()).description("x"));
            assertTrue(gateway.find(key).isPresent());
            gateway.unmap(key);
            assertEquals("upnp", gateway.info().controlProtocols().get(0));
        }
        done.set(true);
        churn.join();
    }

    /** For which the query is a bad one. */
    private static final class Refusing extends FakeProtocol {
        final AtomicInteger asked = new AtomicInteger();

        Refusing(String name) {
            super(name);
        }

        @Override
        public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
                throws GatewayException {
            asked.incrementAndGet();
            throw new GatewayException(Reason.INVALID_ARGUMENT, "No URL.");
        }
    }

    /** Until the loop has done what waits. */
    private static void done(WatchLoop loop) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(done::countDown);
        done.await();
    }

    private Watch start(GatewayListener listener, GatewayQuery query) {
        try {
            Watch watch =
                    MergedWatch.start(
                            protocols, NO_ROUTES, query, POLL, listener, () -> {}, new WatchLoop());
            open.add(watch);
            return watch;
        } catch (GatewayException e) {
            throw new AssertionError(e);
        }
    }

    private void start(GatewayQuery query, Duration poll) throws GatewayException {
        MergedWatch.start(protocols, NO_ROUTES, query, poll, told, () -> {}, new WatchLoop());
    }
}
