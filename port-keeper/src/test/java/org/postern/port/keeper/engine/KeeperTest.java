package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayState;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a keeper promises, on a simulated clock and a model of a router. */
class KeeperTest {
    private static final Origin PROGRAM = new Origin("program", false);
    private static final Origin LASTING = new Origin("configuration tcp-8080", true);
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimulatedLoop loop = new SimulatedLoop();
    private final ModelRouter router =
            new ModelRouter(loop, "uuid:1", "192.168.1.1", "192.168.1.2");
    private final Ledger ledger = Ledger.inMemory();
    private final List<String> told = new ArrayList<>();
    private final List<KeeperEvent.Kind> events = new ArrayList<>();
    private Keeper keeper;

    private final PortListener listener =
            new PortListener() {
                @Override
                public void opened(OpenPort port) {
                    told.add("opened " + port.mapping().externalPort());
                }

                @Override
                public void changed(OpenPort port) {
                    told.add("changed " + port.externalAddress().orElseThrow().getHostAddress());
                }

                @Override
                public void lost(OpenPort port, String reason) {
                    told.add("lost " + port.mapping().externalPort());
                }
            };

    @BeforeEach
    void start() {
        keeper = keeper(KeeperSettings.standard());
    }

    private Keeper keeper(KeeperSettings settings) {
        Keeper made = new Keeper(settings, ledger, loop, router, () -> 0.5);
        made.start();
        made.watch(event -> events.add(event.kind()));
        return made;
    }

    private static MappingRequest request(int port, boolean any) {
        return new MappingRequest(Protocol.TCP, port, 0, "test", HOUR, any);
    }

    private static GatewayState state(String address, long revision) {
        return new GatewayState(Optional.of(ModelRouter.address(address)), revision);
    }

    private KeptPort keep(int port) throws GatewayException {
        return keeper.keep(request(port, false), listener, PROGRAM);
    }

    private void routerComes() {
        keeper.added(router, state("203.0.113.7", 0));
        loop.pass(Duration.ofSeconds(5));
    }

    private boolean holds(int port) {
        return router.table.containsKey(new PortKey(Protocol.TCP, port));
    }

    @Test
    void withoutAGateway_itWaits() throws Exception {
        KeptPort port = keep(8080);
        loop.pass(HOUR);
        assertEquals(PortPhase.WAITING, port.status().phase());
        routerComes();
        assertEquals(PortPhase.OPEN, port.status().phase());
        assertEquals(List.of("opened 8080"), told);
    }

    @Test
    void lease_neverEnds() throws Exception {
        routerComes();
        KeptPort port = keep(8080);
        loop.pass(Duration.ofDays(3));
        assertTrue(holds(8080));
        assertEquals(0, router.lapsed);
        assertEquals(List.of("opened 8080"), told);
        assertTrue(port.status().holdings().get(0).goodUntil().orElseThrow().isAfter(loop.now()));
        // Renewed at half time.
        assertEquals(144, router.calls.stream().filter("renew 8080"::equals).count());
    }

    @Test
    void permanentMapping_isOnlyLookedAt() throws Exception {
        router.permanentOnly = true;
        routerComes();
        KeptPort port = keep(8080);
        loop.pass(Duration.ofDays(1));
        assertFalse(router.calls.contains("renew 8080"));
        assertTrue(port.status().holdings().get(0).goodUntil().isEmpty());
    }

    @Test
    void renewalsThatDoNothing_areSeenAndMended() throws Exception {
        router.renewsNothing = true;
        routerComes();
        keep(8080);
        loop.pass(Duration.ofDays(1));
        assertEquals(0, router.lapsed);
        assertTrue(holds(8080));
    }

    @Test
    void whatSomebodyRemoved_isOpenedAgain() throws Exception {
        routerComes();
        keep(8080);
        loop.pass(Duration.ofMinutes(1));
        router.table.clear();
        loop.pass(Duration.ofMinutes(7));
        assertTrue(holds(8080));
        assertEquals(List.of("opened 8080", "lost 8080", "opened 8080"), told);
    }

    @Test
    void rebootedRouter_getsAHundredPortsBackInTenSeconds() throws Exception {
        routerComes();
        for (int i = 0; i < 100; i++) {
            keep(20000 + i);
        }
        loop.pass(Duration.ofMinutes(2));
        router.table.clear();
        keeper.changed(router, state("203.0.113.7", 1));
        loop.pass(Duration.ofSeconds(10));
        assertEquals(100, router.table.size());
    }

    @Test
    void otherAddress_isToldAtOnce() throws Exception {
        routerComes();
        keep(8080);
        loop.pass(Duration.ofMinutes(1));
        keeper.changed(router, state("203.0.113.99", 0));
        loop.pass(Duration.ZERO);
        assertEquals(List.of("opened 8080", "changed 203.0.113.99"), told);
    }

    @Test
    void takenPort_isTakenOverWhenItBecomesFree() throws Exception {
        router.hold("192.168.1.77", 8080, 80, "camera");
        routerComes();
        KeptPort port = keep(8080);
        loop.pass(Duration.ofMinutes(1));
        assertEquals(PortPhase.TAKEN, port.status().phase());
        String sentence = port.status().lastTrouble().orElseThrow().sentence();
        assertTrue(sentence.contains("192.168.1.77") && sentence.contains("camera"), sentence);
        router.table.clear();
        loop.pass(Duration.ofMinutes(7));
        assertEquals(PortPhase.OPEN, port.status().phase());
    }

    @Test
    void anotherProgramOfThisMachine_isLeftAlone() throws Exception {
        router.hold("192.168.1.2", 8080, 8080, "test");
        routerComes();
        KeptPort port = keep(8080);
        loop.pass(HOUR);
        assertEquals(PortPhase.TAKEN, port.status().phase());
        port.close();
        keeper.stop();
        loop.pass(HOUR);
        assertTrue(holds(8080));
        assertFalse(router.calls.contains("map 8080") || router.calls.contains("unmap 8080"));
    }

    @Test
    void takenPort_movesWhereAnyWillDo() throws Exception {
        router.hold("192.168.1.2", 8080, 8080, "test");
        router.hold("192.168.1.9", 8081, 8080, "test");
        routerComes();
        keeper.keep(request(8080, true), listener, PROGRAM);
        loop.pass(Duration.ofMinutes(1));
        assertEquals(List.of("opened 8082"), told);
        router.table.clear();
        keeper.changed(router, state("203.0.113.7", 1));
        loop.pass(Duration.ofMinutes(1));
        // The address that people have does not wander.
        assertTrue(holds(8082));
    }

    @Test
    void refusal_isSaidOnceAndTriedRarely() throws Exception {
        router.refusal = Optional.of(UpnpResult.NOT_AUTHORIZED);
        routerComes();
        KeptPort port = keep(8080);
        loop.pass(Duration.ofHours(12));
        assertEquals(PortPhase.REFUSED, port.status().phase());
        assertEquals(1, events.stream().filter(KeeperEvent.Kind.PORT_REFUSED::equals).count());
        assertTrue(router.calls.stream().filter("map 8080"::equals).count() < 24);
        assertTrue(router.calls.contains("map 8080"));
    }

    @Test
    void ownMappingOfAnEarlierRun_isAdopted() throws Exception {
        router.hold("192.168.1.2", 8080, 8080, "cut off");
        ledger.put(entry(8080, "192.168.1.2"));
        keeper.keep(request(8080, false), listener, LASTING);
        routerComes();
        assertEquals(List.of("opened 8080"), told);
        assertFalse(router.calls.contains("map 8080"));
    }

    @Test
    void orphan_isClosedAfterTheGraceAndNobodyElses() throws Exception {
        router.hold("192.168.1.2", 9000, 9000, "test");
        router.hold("192.168.1.2", 9001, 9001, "test");
        ledger.put(entry(9000, "192.168.1.2"));
        routerComes();
        assertTrue(holds(9000));
        loop.pass(Duration.ofMinutes(2));
        assertFalse(holds(9000));
        assertTrue(holds(9001));
        assertTrue(ledger.entries().isEmpty());
    }

    @Test
    void otherAddressOfThisMachine_movesTheMapping() throws Exception {
        routerComes();
        keep(8080);
        loop.pass(Duration.ofMinutes(1));
        ModelRouter same = new ModelRouter(loop, "uuid:1", "192.168.1.1", "192.168.1.3");
        same.table.putAll(router.table);
        keeper.added(same, state("203.0.113.7", 1));
        keeper.removed(router, "It is another by now.");
        loop.pass(Duration.ofMinutes(1));
        assertEquals(
                "192.168.1.3",
                same.table
                        .get(new PortKey(Protocol.TCP, 8080))
                        .mapping()
                        .internalClient()
                        .getHostAddress());
        assertEquals(List.of("opened 8080", "lost 8080", "opened 8080"), told);
    }

    @Test
    void deadRouter_isFollowedByAnother() throws Exception {
        ModelRouter other = new ModelRouter(loop, "uuid:2", "192.168.2.1", "192.168.2.2");
        routerComes();
        keeper.added(other, state("198.51.100.7", 0));
        keep(8080);
        loop.pass(Duration.ofMinutes(1));
        assertTrue(other.table.isEmpty());
        keeper.removed(router, "It does not answer any more.");
        loop.pass(Duration.ofSeconds(5));
        assertEquals(1, other.table.size());
    }

    @Test
    void allGateways_getThePortWhereThatIsWanted() throws Exception {
        keeper =
                keeper(
                        new KeeperSettings(
                                Spread.ALL,
                                "",
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(1),
                                false));
        ModelRouter other = new ModelRouter(loop, "uuid:2", "192.168.2.1", "192.168.2.2");
        routerComes();
        keeper.added(other, state("198.51.100.7", 0));
        KeptPort port = keep(8080);
        loop.pass(Duration.ofMinutes(1));
        assertEquals(2, port.status().holdings().size());
        assertTrue(holds(8080) && other.table.size() == 1);
    }

    @Test
    void preferredGateway_isUsedAsSoonAsItIsThere() throws Exception {
        keeper =
                keeper(
                        new KeeperSettings(
                                Spread.CHOSEN,
                                "UUID:2",
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(1),
                                false));
        ModelRouter other = new ModelRouter(loop, "uuid:2", "192.168.2.1", "192.168.2.2");
        routerComes();
        keep(8080);
        loop.pass(Duration.ofMinutes(1));
        assertTrue(holds(8080));
        keeper.added(other, state("198.51.100.7", 0));
        loop.pass(Duration.ofMinutes(1));
        assertEquals(1, other.table.size());
        assertFalse(holds(8080));
    }

    @Test
    void stop_closesWhatIsOfTheProcessAndLeavesTheRest() throws Exception {
        routerComes();
        keep(8080);
        keeper.keep(request(8081, false), listener, LASTING);
        loop.pass(Duration.ofMinutes(1));
        var stopped = keeper.stop();
        loop.pass(Duration.ofSeconds(2));
        assertTrue(stopped.isDone());
        assertFalse(holds(8080));
        assertTrue(holds(8081));
        assertEquals(
                List.of(8081), ledger.entries().stream().map(LedgerEntry::externalPort).toList());
    }

    @Test
    void release_closesAndFreesTheNumber() throws Exception {
        routerComes();
        KeptPort port = keep(8080);
        loop.pass(Duration.ofMinutes(1));
        assertThrows(GatewayException.class, () -> keep(8080));
        var released = port.release();
        loop.pass(Duration.ofSeconds(2));
        assertTrue(released.isDone() && !released.isCompletedExceptionally());
        assertFalse(holds(8080));
        assertEquals(PortPhase.RELEASED, port.status().phase());
        keep(8080);
    }

    @Test
    void releasedAndKeptAgainAtOnce_itIsOpen() throws Exception {
        routerComes();
        KeptPort port = keep(8080);
        loop.pass(Duration.ofMinutes(1));
        port.close();
        keep(8080);
        loop.pass(Duration.ofSeconds(5));
        assertTrue(holds(8080));
        assertEquals(List.of("opened 8080", "opened 8080"), told);
    }

    private static LedgerEntry entry(int port, String client) {
        return new LedgerEntry(
                "uuid:1", "192.168.1.1", Protocol.TCP, port, client, port, Instant.MAX);
    }

    @Test
    void thirtyPercentOfCallsLost_noLeaseEnds() throws Exception {
        routerComes();
        for (int i = 0; i < 100; i++) {
            keeper.keep(
                    new MappingRequest(
                            Protocol.TCP, 20000 + i, 0, "", Duration.ofMinutes(2), false),
                    listener,
                    PROGRAM);
        }
        loop.pass(Duration.ofMinutes(1));
        assertEquals(100, router.table.size());
        router.lost = 0.3;
        loop.pass(Duration.ofMinutes(10));
        assertEquals(0, router.lapsed);
        assertEquals(100, router.table.size());
    }

    @Test
    void aWeekOfManyPorts_keepsTheLeasesAndThePace() throws Exception {
        routerComes();
        for (int i = 0; i < 300; i++) {
            keep(20000 + i);
        }
        loop.pass(Duration.ofMinutes(2));
        router.calls.clear();
        router.requests.clear();
        for (int day = 0; day < 7; day++) {
            loop.pass(Duration.ofDays(1));
            assertEquals(300, router.table.size());
            assertTrue(mostInASecond(router.requests) <= 10);
            router.calls.clear();
            router.requests.clear();
        }
        assertEquals(0, router.lapsed);
        assertEquals(300, told.size(), "each was opened once");
    }

    private static int mostInASecond(List<Long> requests) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < requests.size(); last++) {
            while (requests.get(last) - requests.get(first) >= 1_000_000_000L) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
