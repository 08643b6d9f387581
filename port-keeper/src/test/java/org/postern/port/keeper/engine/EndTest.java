// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.engine.ModelRouter.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;
import org.postern.port.keeper.events.EndableListener;

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

    private final KeeperFixture world = new KeeperFixture();
    private final ModelRouter router = world.router;

    private void keepLasting(int port) {
        world.keep(
                KeeperFixture.request(port, KeeperFixture.LEASE, false),
                new Origin("configuration", true));
    }

    @Test
    void portsOfTheProcessAreClosedAndLastingOnesStay() {
        world.gatewayComes();
        world.keep(80);
        keepLasting(443);
        world.advance(2);
        assertEquals(
                List.of(false, true),
                world.keeper.ports().stream().map(KeptPort::persistent).toList());
        CompletableFuture<Void> end = world.keeper.stop();
        world.advance(2);

        end.join();
        assertEquals(Set.of(tcp(443)), router.ports());
        assertEquals(List.of(443), ledgerPorts());
    }

    private List<Integer> ledgerPorts() {
        return world.ledger.entries().stream().map(each -> each.externalPort()).toList();
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
        world.gatewayComes();
        for (int port = 1000; port < 1100; port++) {
            world.keep(port);
        }
        world.advance(60);
        router.mostRunning = 0;
        CompletableFuture<Void> end = world.keeper.stop();
        world.advance(1);

        assertTrue(end.isDone());
        assertEquals(Set.of(), router.ports());
        assertEquals(2, router.mostRunning);
    }

    @Test
    void nothingIsAskedOrToldAfterTheEnd() {
        world.gatewayComes();
        world.keep(80);
        keepLasting(443);
        world.advance(2);
        world.keeper.stop();
        world.advance(2);
        router.log.clear();
        world.told.clear();
        world.events.clear();
        world.revisionGrows();
        KeeperFixture.removed(world.keeper, world.gateway);
        world.gatewayComes();
        world.advance(Duration.ofHours(2));

        assertEquals(List.of(), router.log);
        assertEquals(List.of(), world.told);
        assertEquals(List.of(), world.events);
        assertThrows(
                GatewayException.class,
                () ->
                        world.keeper.keep(
                                KeeperFixture.request(90, KeeperFixture.LEASE, false),
                                PortListener.NONE,
                                new Origin("x", false)));
    }

    @Test
    void aPortThatIsJustBeingOpenedIsClosedAtTheEndToo() {
        world.gatewayComes();
        world.keep(80);
        world.advance(Duration.ofMillis(7));
        CompletableFuture<Void> end = world.keeper.stop();
        world.advance(2);

        end.join();
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void theEndWaitsForPortsGivenUpJustBefore() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        CompletableFuture<Void> released = port.release();
        CompletableFuture<Void> end = world.keeper.stop();
        assertFalse(end.isDone());
        world.advance(1);

        released.join();
        end.join();
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void theEndClosesWhatWaitedForARouterThatDidNotAnswer() {
        world.gatewayComes();
        for (int port = 1000; port < 1010; port++) {
            world.keep(port);
        }
        world.advance(10);
        router.down = true;
        CompletableFuture<Void> released = world.keeper.releaseAll(world.keeper.ports());
        world.advance(Duration.ofMillis(4500));
        assertEquals(0, router.running, "a pause");
        assertFalse(released.isDone());
        router.down = false;
        CompletableFuture<Void> end = world.keeper.stop();
        world.advance(2);

        assertTrue(end.isDone());
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aRouterThatDoesNotAnswerDelaysNobodyForLongHoweverManyPortsAreGivenUp() {
        world.gatewayComes();
        for (int port = 1000; port < 1100; port++) {
            world.keep(port);
        }
        world.advance(60);
        router.down = true;
        CompletableFuture<Void> released = world.keeper.releaseAll(world.keeper.ports());
        world.advance(30);
        assertTrue(released.isCompletedExceptionally());

        router.down = false;
        world.advance(Duration.ofMinutes(6));
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aLastingPortGivenUpAfterTheEndIsSaidToStay() {
        world.gatewayComes();
        keepLasting(443);
        world.advance(1);
        KeptPort port = world.keeper.ports().get(0);
        world.keeper.stop();
        world.advance(1);
        CompletableFuture<Void> released = port.release();
        world.advance(1);

        assertTrue(released.isCompletedExceptionally());
    }

    @Test
    void theEndDoesNotWaitForOtherCallsThatHang() {
        world.gatewayComes();
        world.keep(80);
        world.advance(1);
        router.latency = Duration.ofSeconds(20);
        keepLasting(81);
        world.advance(0);
        keepLasting(82);
        world.advance(0);
        assertEquals(2, router.running);
        router.latency = Duration.ofMillis(5);
        CompletableFuture<Void> end = world.keeper.stop();
        world.advance(1);

        assertTrue(end.isDone());
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void whoeverWaitsForAPortToBeClosedIsToldWhenTheLoopEnds() {
        world.gatewayComes();
        KeptPort given = world.keep(80);
        keepLasting(443);
        world.keep(81);
        world.advance(1);
        KeptPort lasting = world.keeper.ports().get(2);
        router.down = true;
        CompletableFuture<Void> before = given.release();
        CompletableFuture<Void> end = world.keeper.stop();
        world.advance(1);
        world.loop.drop();
        world.keeper.end();

        assertTrue(before.isCompletedExceptionally());
        assertTrue(given.release().isCompletedExceptionally());
        assertTrue(lasting.release().isCompletedExceptionally());
        assertTrue(end.isCompletedExceptionally());
        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(lasting));
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws Exception {
        world.gatewayComes();
        world.keeper.watch(
                event -> {
                    throw new IllegalStateException("a bad watcher");
                });
        KeptPort bad =
                world.keeper.keep(
                        KeeperFixture.request(80, KeeperFixture.LEASE, false),
                        new PortListener() {
                            @Override
                            public void opened(OpenPort port) {
                                throw new IllegalStateException("a bad listener");
                            }
                        },
                        new Origin("a bad program", false));
        KeptPort good = world.keep(81);
        world.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(bad));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(good));
        assertEquals(List.of("opened 203.0.113.5:81"), world.told);
    }

    @Test
    void aListenerMayGiveItsPortUpWhenItIsTold() throws Exception {
        world.gatewayComes();
        KeptPort[] port = new KeptPort[1];
        port[0] =
                world.keeper.keep(
                        KeeperFixture.request(80, KeeperFixture.LEASE, false),
                        new PortListener() {
                            @Override
                            public void opened(OpenPort open) {
                                port[0].close();
                            }
                        },
                        new Origin("program", false));
        world.advance(2);

        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aWatcherHearsFirstHowThingsAre_andNothingAfterItHasEnded() {
        world.gatewayComes();
        world.keep(80);
        world.advance(1);
        List<String> heard = new ArrayList<>();
        Watch end = world.keeper.watch(event -> heard.add(event.kind().name()));
        world.advance(0);
        assertEquals(List.of("GATEWAY_FOUND", "PORT_OPENED"), heard);
        end.close();
        end.close();
        router.forgetAll();
        world.revisionGrows();
        world.advance(2);

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
        world.keep(81);
        world.keep(80);
        world.keep(
                new MappingRequest(Set.of(Protocol.UDP), 80, 0, "", KeeperFixture.LEASE, false),
                new Origin("test", false));

        assertEquals(
                List.of(PortKey.tcp(80), PortKey.udp(80), PortKey.tcp(81)),
                world.keeper.ports().stream()
                        .flatMap(each -> each.request().keys().stream())
                        .toList());
    }

    @Test
    void manyPortsGivenUpTogetherAreClosedTogether() {
        world.gatewayComes();
        for (int port = 1000; port < 1100; port++) {
            world.keep(port);
        }
        world.advance(60);
        CompletableFuture<Void> end = world.keeper.releaseAll(world.keeper.ports());
        world.advance(2);

        end.join();
        assertEquals(Set.of(), router.ports());
    }
}
