// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;
import org.postern.port.keeper.events.EndableListener;
import org.postern.port.keeper.kept.Origin;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a keeper ends, and what listeners may do to it. */
class EndTest {
    /** Hang guard. */
    private static final long PATIENCE_MILLIS = 20_000;

    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    private void keepLasting(int port) {
        fixture.keep(
                KeeperFixture.request(port, KeeperFixture.LEASE, false),
                new Origin("configuration", true));
    }

    @Test
    void portsOfTheProcessAreClosedAndLastingOnesStay() {
        fixture.gatewayComes();
        fixture.keep(80);
        keepLasting(443);
        fixture.advance(2);
        assertEquals(
                List.of(false, true),
                fixture.keeper.ports().stream().map(KeptPort::persistent).toList());
        CompletableFuture<Void> end = fixture.keeper.stop();
        fixture.advance(2);

        end.join();
        assertEquals(Set.of(tcp(443)), router.ports());
        assertEquals(List.of(443), ledgerPorts());
    }

    private List<Integer> ledgerPorts() {
        return fixture.ledger.entries().stream().map(each -> each.externalPort()).toList();
    }

    @Test
    void lastingPortsAreClosedTooWhereTheSettingsSaySo() {
        KeeperFixture closing =
                new KeeperFixture(
                        new KeeperSettings(
                                GatewayScope.CHOSEN,
                                "",
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(1),
                                true));
        closing.gatewayComes();
        closing.keep(
                KeeperFixture.request(80, KeeperFixture.LEASE, false),
                new Origin("configuration", true));
        closing.advance(2);
        closing.keeper.stop();
        closing.advance(2);

        assertEquals(Set.of(), closing.router.ports());
    }

    @Test
    void theEndDoesNotKeepThePaceButTwoAtATime() {
        fixture.gatewayComes();
        for (int port = 1000; port < 1100; port++) {
            fixture.keep(port);
        }
        fixture.advance(60);
        router.line.resetRunning();
        CompletableFuture<Void> end = fixture.keeper.stop();
        fixture.advance(1);

        assertTrue(end.isDone());
        assertEquals(Set.of(), router.ports());
        assertEquals(2, router.line.mostRunning());
    }

    /** Quirk A45: the gateway looks for two seconds whether a deletion has had effect. */
    @ParameterizedTest
    @ValueSource(ints = {10, 40})
    void onARouterThatShowsDeletionsLateAllPortsAreDeletedInTime(int ports) {
        fixture.gatewayComes();
        for (int port = 1000; port < 1000 + ports; port++) {
            fixture.keep(port);
        }
        fixture.advance(30);
        long stopped = fixture.loop.elapsed();
        List<Duration> deletions = new ArrayList<>();
        router.line.onRequest =
                () -> {
                    List<String> calls = router.line.calls;
                    if (calls.get(calls.size() - 1).startsWith("unmap")) {
                        deletions.add(Duration.ofNanos(fixture.loop.elapsed() - stopped));
                        fixture.loop.passes(Duration.ofMillis(2250));
                    }
                };
        CompletableFuture<Void> end = fixture.keeper.stop();
        fixture.advance(Duration.ofMillis(1800));
        assertFalse(end.isDone());
        assertEquals(0, fixture.count(Kind.PORT_CLOSED), "not seen to be closed yet");
        fixture.advance(3);

        assertTrue(end.isDone(), () -> "deleted after " + deletions);
        assertEquals(ports, fixture.count(Kind.PORT_CLOSED));
        assertEquals(ports, deletions.size());
        assertTrue(
                deletions.stream().allMatch(each -> each.toMillis() < 1800),
                () -> "deleted after " + deletions);
    }

    @Test
    void nothingIsAskedOrToldAfterTheEnd() {
        fixture.gatewayComes();
        fixture.keep(80);
        keepLasting(443);
        fixture.advance(2);
        fixture.keeper.stop();
        fixture.advance(2);
        router.line.calls.clear();
        fixture.told.clear();
        fixture.events.clear();
        fixture.revisionGrows();
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.gatewayComes();
        fixture.advance(Duration.ofHours(2));

        assertEquals(List.of(), router.line.calls);
        assertEquals(List.of(), fixture.told);
        assertEquals(List.of(), fixture.events);
        assertThrows(
                GatewayException.class,
                () ->
                        fixture.keeper.keep(
                                KeepRequest.of(
                                        KeeperFixture.request(90, KeeperFixture.LEASE, false)),
                                PortListener.NONE,
                                new Origin("x", false)));
    }

    @Test
    void aPortThatIsJustBeingOpenedIsClosedAtTheEndToo() {
        fixture.gatewayComes();
        fixture.keep(80);
        fixture.advance(Duration.ofMillis(7));
        CompletableFuture<Void> end = fixture.keeper.stop();
        fixture.advance(2);

        end.join();
        assertEquals(Set.of(), router.ports());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPortThatNeverWasOpenIsNotToldAsClosed(boolean refused) {
        router.refused = request -> refused;
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofMillis(7));
        port.release();
        fixture.advance(2);

        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
        assertEquals(0, fixture.count(Kind.PORT_CLOSED));
    }

    @Test
    void aPortThatWasOpenIsToldAsClosed() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(2);
        port.release();
        fixture.advance(2);

        assertEquals(1, fixture.count(Kind.PORT_CLOSED));
    }

    @Test
    void theEndWaitsForPortsGivenUpJustBefore() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        CompletableFuture<Void> released = port.release();
        CompletableFuture<Void> end = fixture.keeper.stop();
        assertFalse(end.isDone());
        fixture.advance(1);

        released.join();
        end.join();
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void theEndClosesWhatWaitedForARouterThatDidNotAnswer() {
        fixture.gatewayComes();
        for (int port = 1000; port < 1010; port++) {
            fixture.keep(port);
        }
        fixture.advance(10);
        router.line.down = true;
        CompletableFuture<Void> released = fixture.keeper.releaseAll(fixture.keeper.ports());
        fixture.advance(Duration.ofMillis(4500));
        assertEquals(0, router.line.running(), "a pause");
        assertFalse(released.isDone());
        router.line.down = false;
        CompletableFuture<Void> end = fixture.keeper.stop();
        fixture.advance(2);

        assertTrue(end.isDone());
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aRouterThatDoesNotAnswerDelaysNobodyForLongHoweverManyPortsAreGivenUp() {
        fixture.gatewayComes();
        for (int port = 1000; port < 1100; port++) {
            fixture.keep(port);
        }
        fixture.advance(60);
        router.line.down = true;
        CompletableFuture<Void> released = fixture.keeper.releaseAll(fixture.keeper.ports());
        fixture.advance(30);
        assertTrue(released.isCompletedExceptionally());

        router.line.down = false;
        fixture.advance(Duration.ofMinutes(6));
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aLastingPortGivenUpAfterTheEndIsSaidToStay() {
        fixture.gatewayComes();
        keepLasting(443);
        fixture.advance(1);
        KeptPort port = fixture.keeper.ports().get(0);
        fixture.keeper.stop();
        fixture.advance(1);
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        assertTrue(released.isCompletedExceptionally());
    }

    @Test
    void theEndDoesNotWaitForOtherCallsThatHang() {
        fixture.gatewayComes();
        fixture.keep(80);
        fixture.advance(1);
        router.line.latency = Duration.ofSeconds(20);
        keepLasting(81);
        fixture.advance(0);
        keepLasting(82);
        fixture.advance(0);
        assertEquals(2, router.line.running());
        router.line.latency = Duration.ofMillis(5);
        CompletableFuture<Void> end = fixture.keeper.stop();
        fixture.advance(1);

        assertTrue(end.isDone());
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void whoeverWaitsForAPortToBeClosedIsToldWhenTheLoopEnds() {
        fixture.gatewayComes();
        KeptPort given = fixture.keep(80);
        keepLasting(443);
        fixture.keep(81);
        fixture.advance(1);
        KeptPort lasting = fixture.keeper.ports().get(2);
        router.line.down = true;
        CompletableFuture<Void> before = given.release();
        CompletableFuture<Void> end = fixture.keeper.stop();
        fixture.advance(1);
        fixture.loop.drop();
        fixture.keeper.end();

        assertTrue(before.isCompletedExceptionally());
        assertTrue(given.release().isCompletedExceptionally());
        assertTrue(lasting.release().isCompletedExceptionally());
        assertTrue(end.isCompletedExceptionally());
        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(lasting));
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws Exception {
        fixture.gatewayComes();
        fixture.keeper.watch(
                event -> {
                    throw new IllegalStateException("a bad watcher");
                });
        KeptPort bad =
                fixture.keeper.keep(
                        KeepRequest.of(KeeperFixture.request(80, KeeperFixture.LEASE, false)),
                        new PortListener() {
                            @Override
                            public void opened(OpenPort port) {
                                throw new IllegalStateException("a bad listener");
                            }
                        },
                        new Origin("a bad program", false));
        KeptPort good = fixture.keep(81);
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(bad));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(good));
        assertEquals(List.of("opened 203.0.113.5:81"), fixture.told);
    }

    @Test
    void aListenerMayGiveItsPortUpWhenItIsTold() throws Exception {
        fixture.gatewayComes();
        KeptPort[] port = new KeptPort[1];
        port[0] =
                fixture.keeper.keep(
                        KeepRequest.of(KeeperFixture.request(80, KeeperFixture.LEASE, false)),
                        new PortListener() {
                            @Override
                            public void opened(OpenPort open) {
                                port[0].close();
                            }
                        },
                        new Origin("program", false));
        fixture.advance(2);

        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aWatcherHearsFirstHowThingsAre_andNothingAfterItHasEnded() {
        fixture.gatewayComes();
        fixture.keep(80);
        fixture.advance(1);
        List<String> heard = new ArrayList<>();
        Watch end = fixture.keeper.watch(event -> heard.add(event.kind().name()));
        fixture.advance(0);
        assertEquals(List.of("GATEWAY_FOUND", "PORT_OPENED"), heard);
        end.close();
        end.close();
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(2);

        assertEquals(2, heard.size());
    }

    @Test
    void whoEndsAWatchIsNotCalledAfterwards_andMayEndItFromWithin() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        EndableListener[] self = new EndableListener[1];
        EndableListener watcher =
                new EndableListener(
                        event -> {
                            called.countDown();
                            awaits(goOn);
                            self[0].end();
                            heard.add("call");
                        });
        self[0] = watcher;
        KeeperEvent event =
                new KeeperEvent(
                        Instant.EPOCH,
                        Kind.GATEWAY_MISSING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "");
        Thread loop = new Thread(() -> watcher.happened(event));
        loop.start();
        awaits(called);
        Thread ending =
                new Thread(
                        () -> {
                            watcher.end();
                            heard.add("end");
                        });
        ending.start();
        goOn.countDown();
        loop.join(PATIENCE_MILLIS);
        ending.join(PATIENCE_MILLIS);
        watcher.happened(event);

        assertEquals(Set.of("call", "end"), Set.copyOf(heard));
        assertEquals(2, heard.size());
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void portsAreListedByNumberAndProtocol() throws Exception {
        fixture.keep(81);
        fixture.keep(80);
        fixture.keep(
                new MappingRequest(Set.of(Protocol.UDP), 80, 0, "", KeeperFixture.LEASE, false),
                new Origin("test", false));

        assertEquals(
                List.of(PortKey.tcp(80), PortKey.udp(80), PortKey.tcp(81)),
                fixture.keeper.ports().stream()
                        .flatMap(each -> each.request().keys().stream())
                        .toList());
    }

    @Test
    void manyPortsGivenUpTogetherAreClosedTogether() {
        fixture.gatewayComes();
        for (int port = 1000; port < 1100; port++) {
            fixture.keep(port);
        }
        fixture.advance(60);
        CompletableFuture<Void> end = fixture.keeper.releaseAll(fixture.keeper.ports());
        fixture.advance(2);

        end.join();
        assertEquals(Set.of(), router.ports());
    }
}
