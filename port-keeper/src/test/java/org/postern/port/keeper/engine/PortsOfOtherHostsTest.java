// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Kept ports that lead to another host than this machine. */
class PortsOfOtherHostsTest {
    private static final String OTHER = "192.168.1.9";
    private static final InetAddress CLIENT = ModelGateway.address(OTHER);
    private static final MappingRequest TCP_80 =
            KeeperFixture.request(80, KeeperFixture.LEASE, false).client(CLIENT);

    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    private KeptPort keep(MappingRequest request) {
        return fixture.keep(request, new Origin("test", false));
    }

    private KeptPort open(MappingRequest request) {
        fixture.gatewayComes();
        KeptPort port = keep(request);
        fixture.advance(1);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        return port;
    }

    private InetAddress clientAt(PortKey key) {
        return router.at(key).orElseThrow().internalClient();
    }

    private Set<String> recordedClients() {
        return Set.copyOf(
                fixture.ledger.entries().stream().map(each -> each.internalClient()).toList());
    }

    @Test
    void isOpenedToTheHost_andTold() {
        KeptPort port = open(TCP_80);

        assertEquals(CLIENT, clientAt(tcp(80)));
        assertEquals(CLIENT, KeeperFixture.holding(port).port().mapping().internalClient());
        assertEquals(List.of("opened 203.0.113.5:80"), fixture.told);
        assertTrue(
                fixture.events.stream()
                        .anyMatch(
                                each ->
                                        each.sentence()
                                                .endsWith(" leads to " + OTHER + " port 80.")),
                fixture.events.toString());
        assertEquals(Set.of(OTHER), recordedClients());
    }

    /** {@code Gateway.renew} is for this machine's ports. */
    @Test
    void isRenewedForTheHost() {
        open(TCP_80);
        fixture.advance(Duration.ofHours(3));

        assertEquals(0, router.lapses());
        assertEquals(CLIENT, clientAt(tcp(80)));
        assertEquals(List.of("opened 203.0.113.5:80"), fixture.told);
        assertFalse(router.line.calls.stream().anyMatch(each -> each.startsWith("renew")));
    }

    @Test
    void isOpenedAgainAfterARestartOfTheRouter() {
        open(TCP_80);
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(10);

        assertEquals(CLIENT, clientAt(tcp(80)));
    }

    @Test
    void staysWhenThisMachineGetsAnotherAddress() {
        KeptPort port = open(TCP_80);
        fixture.keeper.added(
                fixture.gateway("uuid:192.168.1.1", "192.168.1.11"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(Duration.ofHours(1));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(CLIENT, clientAt(tcp(80)));
        assertEquals(List.of("opened 203.0.113.5:80"), fixture.told);
    }

    @Test
    void anotherAddressOfThisMachineWhileItIsOpenedDoesNotMatter() {
        fixture.gatewayComes();
        KeptPort port = keep(TCP_80);
        fixture.advance(Duration.ofMillis(7));
        fixture.keeper.added(
                fixture.gateway("uuid:192.168.1.1", "192.168.1.11"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(5);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(CLIENT, clientAt(tcp(80)));
    }

    @Test
    void isClosedWhenItIsReleased() {
        KeptPort port = open(TCP_80);
        port.release();
        fixture.advance(1);

        assertEquals(Set.of(), router.ports());
        assertEquals(Set.of(), recordedClients());
    }

    /** PCP alone cannot do it: the port is not refused for a quarter of an hour. */
    @Test
    void isOpenedAsSoonAsAFurtherProtocolOfTheRouterCanDoIt() {
        fixture.gateway.failures.put(
                "map TCP 80", new GatewayException(Reason.UNSUPPORTED, "Not over this one."));
        fixture.gatewayComes();
        KeptPort port = keep(TCP_80);
        fixture.advance(5);
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));

        fixture.gateway.failures.clear();
        fixture.reachedOver(List.of("upnp", "other"));
        fixture.advance(1);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void theNextRunAdoptsIt() {
        open(TCP_80);
        fixture.nextRun();
        router.line.calls.clear();
        KeptPort port = keep(TCP_80);
        fixture.gatewayComes();
        fixture.advance(2);

        assertEquals(List.of("findAll TCP [80]"), router.line.calls);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    /** The router shows a name of its own, by which it could not be adopted (quirk A22). */
    @Test
    void isRecognizedByItsRecord_afterTheUdnOfTheRouterHasChanged() {
        KeptPort port = open(TCP_80);
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        router.put(tcp(80), OTHER, 80, "UPnP", Duration.ofHours(1));
        fixture.advance(5);
        fixture.keeper.added(
                fixture.gateway("uuid:new", KeeperFixture.HERE),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        fixture.advance(5);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));

        port.release();
        fixture.advance(1);
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void theNextRunClosesItAfterTheGrace_ifNobodyAsksForIt() {
        open(TCP_80);
        fixture.nextRun();
        fixture.gatewayComes();
        fixture.advance(65);

        assertEquals(Set.of(), router.ports());
    }

    @Test
    void whatASingleMapLeftForTheHost_isAdopted_andClosedWhenItIsReleased() {
        router.put(tcp(80), OTHER, 80, "game", Duration.ofHours(1));
        KeptPort port = open(TCP_80);
        port.release();
        fixture.advance(1);

        assertEquals(Set.of(), router.ports());
    }

    @Test
    void whatTheHostHasOpenedForItselfUnderAnotherName_isTaken() {
        router.put(tcp(80), OTHER, 80, "web server", Duration.ofHours(1));
        fixture.gatewayComes();
        KeptPort port = keep(TCP_80);
        fixture.advance(1);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(fixture.heldByAnother(80), KeeperFixture.trouble(port));
    }

    @Test
    void whatLeadsToThisMachine_isNotTheHosts() {
        router.put(tcp(80), KeeperFixture.HERE, 80, "game", Duration.ofHours(1));
        fixture.gatewayComes();
        KeptPort port = keep(TCP_80);
        fixture.advance(1);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
    }

    /** As when a configuration was changed while nothing ran. */
    @Test
    void anEarlierRunsPortToThisMachine_isReplaced_andTheOtherWayRound() {
        MappingRequest here = KeeperFixture.request(80, KeeperFixture.LEASE, false);
        open(here);
        fixture.nextRun();
        open(TCP_80);
        assertEquals(CLIENT, clientAt(tcp(80)));

        fixture.nextRun();
        open(here);
        assertEquals(ModelGateway.address(KeeperFixture.HERE), clientAt(tcp(80)));
    }

    @Test
    void secureMode_refusesIt() {
        router.secure = true;
        fixture.gatewayComes();
        KeptPort port = keep(TCP_80);
        fixture.advance(1);

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(Reason.NOT_AUTHORIZED, port.status().lastTrouble().orElseThrow().reason());
        assertEquals(Set.of(), router.ports());
        assertEquals(Set.of(), recordedClients());
    }

    @Test
    void aRouterThatDoesNotTellTheClient_isTrustedToHaveIt() {
        KeptPort port = open(TCP_80);
        router.put(tcp(80), "0.0.0.0", 80, "game", Duration.ofHours(1));
        fixture.advance(Duration.ofMinutes(6));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(Set.of(OTHER), recordedClients());
    }

    @Test
    void anotherPort_isFoundAgainAfterALostAnswer() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 80, "x");
        router.losesAnswer = true;
        fixture.gatewayComes();
        KeptPort port = keep(TCP_80.anyPort());
        fixture.advance(Duration.ofMinutes(2));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        int external = KeeperFixture.holding(port).port().mapping().externalPort();
        assertEquals(Set.of(tcp(80), tcp(external)), router.ports());
        assertEquals(CLIENT, clientAt(tcp(external)));
    }
}
