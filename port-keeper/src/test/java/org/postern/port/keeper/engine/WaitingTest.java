// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.MemoryLedger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What the user of a port hears while it is not open, and how the user waits for it. */
class WaitingTest {
    private final KeeperFixture fixture = new KeeperFixture();
    private final List<String> heard = new ArrayList<>();
    private final List<PortStatus.Trouble> reasons = new ArrayList<>();

    private final PortListener listener =
            new PortListener() {
                @Override
                public void opened(OpenPort port) {
                    heard.add("opened");
                }

                @Override
                public void lost(OpenPort port, String reason) {
                    heard.add("lost");
                }

                @Override
                public void waiting(PortStatus.Trouble why) {
                    add("waiting", why);
                }

                @Override
                public void taken(PortStatus.Trouble why) {
                    add("taken", why);
                }

                @Override
                public void refused(PortStatus.Trouble why) {
                    add("refused", why);
                }

                private void add(String what, PortStatus.Trouble why) {
                    heard.add(what + " " + why.reason());
                    reasons.add(why);
                }
            };

    private KeptPort keep() throws GatewayException {
        return fixture.keeper.keep(
                KeepRequest.of(KeeperFixture.request(80, KeeperFixture.LEASE, false)),
                listener,
                new Origin("test", false));
    }

    @Test
    void withoutAGatewayAPortWaits_andEachReasonIsReportedOnce() throws Exception {
        KeptPort port = keep();
        fixture.advance(1);
        assertEquals(List.of("waiting NO_GATEWAY"), heard);
        assertEquals(List.of(port.status().lastTrouble().orElseThrow()), reasons);

        for (int search = 0; search < 3; search++) {
            fixture.keeper.missing(new GatewayException(Reason.NO_DEVICES, "Nothing answered."));
            fixture.advance(60);
        }
        assertEquals(List.of("waiting NO_GATEWAY", "waiting NO_DEVICES"), heard);
        assertEquals("Nothing answered.", reasons.get(1).sentence());

        heard.clear();
        fixture.gatewayComes();
        fixture.advance(1);
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(1);
        assertEquals(List.of("opened", "lost", "waiting NO_GATEWAY"), heard);
    }

    @Test
    void thatThereWasNoGateway_isNoTroubleOfAnOpenPort() throws Exception {
        KeptPort port = keep();
        fixture.advance(1);
        assertEquals(Reason.NO_GATEWAY, port.status().lastTrouble().orElseThrow().reason());
        fixture.gatewayComes();
        fixture.advance(1);
        assertEquals(Optional.empty(), port.status().lastTrouble());
    }

    @Test
    void aPortWaitsForASilentRouter_whichIsReportedOnce() throws Exception {
        fixture.gatewayComes();
        fixture.router.line.down = true;
        keep();
        fixture.advance(Duration.ofMinutes(10));
        assertEquals(List.of("waiting UNREACHABLE"), heard);
        assertEquals(1, fixture.count(Kind.PORT_WAITING));

        fixture.router.line.down = false;
        fixture.advance(Duration.ofMinutes(2));
        assertEquals(List.of("waiting UNREACHABLE", "opened"), heard);
    }

    @Test
    void anUnclearRefusalIsReportedAtOnce_withTheNextTry() throws Exception {
        fixture.gatewayComes();
        fixture.router.refused = request -> true;
        fixture.router.refusal = Reason.FAILED;
        keep();
        fixture.advance(1);

        KeeperEvent event = fixture.events.get(fixture.events.size() - 1);
        assertEquals(Kind.PORT_WAITING, event.kind());
        assertTrue(event.nextTry().orElseThrow().isAfter(event.at()));
        fixture.advance(Duration.ofMinutes(1));
        assertEquals(1, fixture.count(Kind.PORT_WAITING));
        assertEquals(1, fixture.count(Kind.PORT_REFUSED));
    }

    @Test
    void aTakenPortIsReportedOnce_withItsHolder() throws Exception {
        fixture.router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "webcam");
        fixture.gatewayComes();
        keep();
        fixture.advance(Duration.ofHours(1));
        assertEquals(List.of("taken CONFLICT"), heard);
        assertEquals(fixture.heldByAnother(80), reasons.get(0).sentence());
    }

    @Test
    void aRefusedPortIsReportedOnce_withTheCodeOfTheRouter() throws Exception {
        fixture.router.refused = request -> true;
        fixture.gatewayComes();
        keep();
        fixture.advance(Duration.ofHours(3));
        assertEquals(List.of("refused NOT_AUTHORIZED"), heard);
        assertEquals(606, reasons.get(0).code().orElseThrow().value());
    }

    @Test
    void aPortCanBeAwaited_andAwaitedAgainAfterALoss() throws Exception {
        KeptPort port = keep();
        CompletableFuture<OpenPort> open = port.whenOpen();
        fixture.advance(1);
        assertFalse(open.isDone());
        fixture.gatewayComes();
        fixture.advance(1);
        assertEquals(80, open.join().mapping().externalPort());
        assertEquals(open.join(), port.awaitOpen(Duration.ZERO));

        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(1);
        CompletableFuture<OpenPort> again = port.whenOpen();
        assertFalse(again.isDone());
        fixture.gatewayComes();
        fixture.advance(1);
        assertTrue(again.isDone());
    }

    @Test
    void waitingInVainEndsWithTheLastTrouble() throws Exception {
        fixture.router.refused = request -> true;
        fixture.gatewayComes();
        KeptPort port = keep();
        fixture.advance(1);
        GatewayException failure =
                assertThrows(GatewayException.class, () -> port.awaitOpen(Duration.ZERO));
        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertEquals(
                "Port 80 is not open yet. " + KeeperFixture.trouble(port), failure.getMessage());
    }

    @Test
    void waitingForAReleasedPortEnds() throws Exception {
        KeptPort port = keep();
        CompletableFuture<OpenPort> open = port.whenOpen();
        port.close();
        fixture.advance(1);
        ExecutionException failure = assertThrows(ExecutionException.class, open::get);
        assertTrue(failure.getCause() instanceof GatewayException);
        assertThrows(GatewayException.class, () -> port.awaitOpen(Duration.ofDays(1)));
    }

    @Test
    void waitingEndsWithTheKeeper() throws Exception {
        CompletableFuture<OpenPort> open =
                fixture.keep(
                                KeeperFixture.request(80, KeeperFixture.LEASE, false),
                                new Origin("configuration a", true))
                        .whenOpen();
        fixture.keeper.stop();
        fixture.advance(1);
        fixture.keeper.end();
        assertTrue(open.isCompletedExceptionally());
    }

    @Test
    void whatWaitsForAPortRunsOnTheThreadOfListeners() throws Exception {
        Deque<Runnable> calls = new ArrayDeque<>();
        Keeper keeper =
                new Keeper(
                        KeeperSettings.standard(),
                        new MemoryLedger(),
                        fixture.loop,
                        fixture.loop.workers(),
                        calls::add,
                        each -> true,
                        () -> 0.5);
        KeptPort port =
                keeper.keep(
                        KeepRequest.of(KeeperFixture.request(80, KeeperFixture.LEASE, false)),
                        PortListener.NONE,
                        new Origin("test", false));
        keeper.added(fixture.gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        fixture.advance(1);
        CompletableFuture<OpenPort> open = port.whenOpen();
        assertFalse(open.isDone());
        calls.forEach(Runnable::run);
        assertTrue(open.isDone());
    }
}
