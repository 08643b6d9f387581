// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.testkit.ModelRouter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A program that misses its connections has its port closed and opened again. */
class ReopeningTest {
    private static final List<String> ONCE = List.of("unmap TCP 80", "map TCP 80");

    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    @Test
    void itIsDeletedAndOpenedAgain() throws Exception {
        KeptPort port = open();
        CompletableFuture<Void> reopened = port.reopen();
        assertFalse(reopened.isDone());
        fixture.advance(1);

        assertEquals(ONCE, changes());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        reopened.get();
        assertEquals(List.of(), fixture.told, "it was not lost");
    }

    @Test
    void twoCallersAreAnsweredByOneReopening() throws Exception {
        KeptPort port = open();
        CompletableFuture<Void> first = port.reopen();
        CompletableFuture<Void> second = port.reopen();
        fixture.advance(1);

        assertEquals(ONCE, changes());
        first.get();
        second.get();
        port.reopen();
        fixture.advance(1);
        assertEquals(4, changes().size(), "a later one is another");
    }

    @Test
    void whileTheRouterIsLookedAt_itWaitsForThat() throws Exception {
        KeptPort port = open();
        fixture.revisionGrows();
        CompletableFuture<Void> reopened = port.reopen();
        fixture.advance(1);

        assertEquals(ONCE, changes());
        assertEquals("findAll TCP [80]", router.line.calls.get(0));
        reopened.get();
    }

    @Test
    void whileItIsRenewed_itWaitsForThat() throws Exception {
        KeptPort port = open();
        List<CompletableFuture<Void>> reopened = new ArrayList<>();
        router.line.onRequest =
                () -> {
                    List<String> calls = router.line.calls;
                    if (reopened.isEmpty() && calls.get(calls.size() - 1).startsWith("renew")) {
                        reopened.add(port.reopen());
                    }
                };
        fixture.advanceUntilAsked("renew");
        fixture.advance(1);

        assertEquals(ONCE, changes());
        reopened.get(0).get();
    }

    @Test
    void aRouterThatRefusesIt_isTheReason_andItIsTriedAgain() {
        KeptPort port = open();
        CompletableFuture<Void> reopened = port.reopen();
        router.refused = request -> true;
        fixture.advance(1);

        assertEquals(Reason.NOT_AUTHORIZED, failure(reopened).reason());
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        router.refused = request -> false;
        fixture.advance(3600);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPortThatIsNotOpen_isNotOpenedAfresh() {
        router.refused = request -> true;
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        router.line.calls.clear();
        CompletableFuture<Void> reopened = port.reopen();
        fixture.advance(1);

        assertEquals(Reason.NOT_AUTHORIZED, failure(reopened).reason());
        assertEquals(List.of(), changes());
    }

    @Test
    void aPortThatIsReleasedMeanwhile_isNotOpenedAgain() {
        KeptPort port = open();
        CompletableFuture<Void> reopened = port.reopen();
        port.release();
        fixture.advance(1);

        failure(reopened);
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aGatewayThatGoes_endsIt() {
        KeptPort port = open();
        fixture.revisionGrows();
        CompletableFuture<Void> reopened = port.reopen();
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(1);

        failure(reopened);
        CompletableFuture<Void> later = port.reopen();
        fixture.advance(1);
        assertEquals(Reason.NO_GATEWAY, failure(later).reason());
    }

    @Test
    void aKeeperThatEnds_endsIt() {
        KeptPort port = open();
        fixture.loop.drop();
        CompletableFuture<Void> reopened = port.reopen();
        fixture.keeper.end();

        assertEquals(Reason.FAILED, failure(reopened).reason());
        assertEquals(Reason.FAILED, failure(port.reopen()).reason());
    }

    private static GatewayException failure(CompletableFuture<Void> reopened) {
        assertTrue(reopened.isDone());
        ExecutionException failure = assertThrows(ExecutionException.class, reopened::get);
        return (GatewayException) failure.getCause();
    }

    private KeptPort open() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(10);
        router.line.calls.clear();
        fixture.told.clear();
        return port;
    }

    private List<String> changes() {
        return router.line.calls.stream()
                .filter(each -> each.startsWith("unmap") || each.startsWith("map"))
                .toList();
    }
}
