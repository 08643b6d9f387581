// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.keeper.AddressFamily.IPV4;
import static org.postern.api.keeper.AddressFamily.IPV6;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.SharedLedger;
import org.postern.testkit.FirewallGateway;
import org.postern.testkit.ModelFirewall;
import org.postern.testkit.ModelGateway;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Ports of a router's IPv6 firewall, alone and together with mappings. */
class KeptOverIpv6Test {
    private static final Inet6Address OTHER = (Inet6Address) ModelGateway.address("2001:db8::6");

    private final KeeperFixture fixture = new KeeperFixture();
    private final List<String> calls = new ArrayList<>();
    private final ModelFirewall firewall = new ModelFirewall("pcp", calls);
    private final FirewallGateway gateway =
            new FirewallGateway(fixture.gateway.info, fixture.router, firewall);

    private KeptPort keep(KeepRequest request) {
        try {
            return fixture.keeper.keep(request, fixture.listener(), new Origin("test", false));
        } catch (GatewayException e) {
            throw new AssertionError(e);
        }
    }

    private static KeepRequest overIpv6(int port) {
        return KeepRequest.of(MappingRequest.tcp(port)).over(IPV6);
    }

    private KeptPort open(KeepRequest request) {
        fixture.gatewayComes(gateway);
        KeptPort port = keep(request);
        fixture.advance(1);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        return port;
    }

    private int mappings() {
        return (int) fixture.router.line.calls.stream().filter(c -> c.startsWith("map")).count();
    }

    private List<KeeperEvent> events(KeeperEvent.Kind kind) {
        return fixture.events.stream().filter(each -> each.kind() == kind).toList();
    }

    @Test
    void overIpv6AloneThePinholeIsOpened_andNothingIsMapped() {
        KeptPort port = open(overIpv6(80));

        assertEquals(List.of("pcp open TCP 80"), calls);
        assertEquals(0, mappings());
        PortStatus.Holding holding = KeeperFixture.holding(port);
        assertEquals(IPV6, holding.port().family());
        assertEquals(Optional.of(ModelFirewall.OWN), holding.port().externalAddress());
        assertEquals(80, holding.port().mapping().externalPort());
        assertEquals(List.of("opened 2001:db8:0:0:0:0:0:5:80"), fixture.told);
        assertEquals(Optional.of(IPV6), events(KeeperEvent.Kind.PORT_OPENED).get(0).family());
        assertThrows(IllegalArgumentException.class, () -> port.status(IPV4));
    }

    /** Nothing is translated: the internet reaches the port of this machine. */
    @Test
    void overBothItIsOneEntry_andOverIpv6ItIsTheInternalPort() throws Exception {
        KeptPort port =
                open(KeepRequest.of(MappingRequest.tcp(80).internalPort(8080)).over(IPV4, IPV6));

        assertEquals(List.of("pcp open TCP 8080"), calls);
        assertTrue(fixture.router.at(PortKey.tcp(80)).isPresent());
        assertEquals(List.of(port), fixture.keeper.ports());
        assertEquals(PortPhase.OPEN, port.status(IPV4).phase());
        assertEquals(PortPhase.OPEN, port.status(IPV6).phase());
        assertEquals(2, port.status().holdings().size());

        CompletableFuture<Void> released = port.release();
        fixture.advance(1);
        assertTrue(released.isDone());
        assertEquals(PortPhase.RELEASED, port.status().phase());
        assertFalse(fixture.router.at(PortKey.tcp(80)).isPresent());
        assertEquals(List.of(), firewall.opened());
        assertEquals(
                List.of(Optional.of(IPV4), Optional.of(IPV6)),
                events(KeeperEvent.Kind.PORT_CLOSED).stream()
                        .map(KeeperEvent::family)
                        .sorted((one, other) -> one.get().compareTo(other.get()))
                        .toList());
    }

    @Test
    void whatWorksIsOpen_andTheOtherIsTold() {
        firewall.failures.put("open", Reason.NOT_AUTHORIZED);
        KeptPort port = open(KeepRequest.of(MappingRequest.tcp(80)).over(IPV4, IPV6));

        assertEquals(PortPhase.OPEN, port.status(IPV4).phase());
        assertEquals(PortPhase.REFUSED, port.status(IPV6).phase());
        assertEquals(Optional.empty(), port.status(IPV4).lastTrouble());
        assertEquals(Reason.NOT_AUTHORIZED, port.status(IPV6).lastTrouble().orElseThrow().reason());
        KeeperEvent refused = events(KeeperEvent.Kind.PORT_REFUSED).get(0);
        assertEquals(Optional.of(IPV6), refused.family());
        assertEquals(port.request(), refused.request().orElseThrow());
        assertTrue(refused.nextTry().isPresent());
        assertEquals(1, fixture.told.size());
    }

    @Test
    void whereOnlyIpv6Works_thePortIsOpen() {
        fixture.router.put(PortKey.tcp(80), KeeperFixture.ELSEWHERE, 80, "");
        fixture.gatewayComes(gateway);
        KeptPort port = keep(KeepRequest.of(MappingRequest.tcp(80)).over(IPV4, IPV6));
        CompletableFuture<?> opened = port.whenOpen();
        fixture.advance(1);

        assertEquals(PortPhase.TAKEN, port.status(IPV4).phase());
        assertEquals(PortPhase.OPEN, port.status(IPV6).phase());
        assertEquals(PortPhase.OPEN, port.status().phase());
        assertTrue(opened.isDone() && !opened.isCompletedExceptionally());
    }

    @Test
    void itIsRenewedAtHalfOfItsLease_andNeverLookedAt() {
        open(overIpv6(80));
        fixture.advance(Duration.ofDays(1));

        long renewals = calls.stream().filter("pcp renew TCP 80"::equals).count();
        assertTrue(renewals >= 40, () -> renewals + " renewals in a day");
        assertEquals(1, calls.stream().filter("pcp open TCP 80"::equals).count());
        assertEquals(1, fixture.told.size());
        assertTrue(fixture.router.line.calls.stream().noneMatch(each -> each.contains("find")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NOT_FOUND", "FAILED"})
    void oneThatTheRouterHasLostIsOpenedAtOnceWithItsRenewal(Reason reason) {
        KeptPort port = open(overIpv6(80));
        firewall.failures.put("renew", reason);
        fixture.advance(Duration.ofMinutes(40));

        assertEquals(
                List.of("pcp open TCP 80", "pcp renew TCP 80", "pcp open TCP 80"),
                calls.subList(0, 3));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    /** miniupnpd 2.3.1 and pf do not renew what they hold (PCP.md S-04, B-23). */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NO_RESOURCES", "NOT_AUTHORIZED"})
    void oneThatCannotBeRenewedIsHeldToItsEnd_andOpenedThen(Reason reason) {
        KeptPort port = open(overIpv6(80));
        firewall.failures.put("renew", reason);
        firewall.failures.put("open", reason);
        fixture.advance(Duration.ofMinutes(59));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        int before = calls.size();

        firewall.failures.remove("open");
        fixture.advance(Duration.ofMinutes(2));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertTrue(
                calls.subList(before, calls.size()).contains("pcp open TCP 80"), calls::toString);
    }

    @Test
    void whenTheAddressGoes_itIsOpenedToTheNextOne() {
        KeptPort port = open(overIpv6(80));
        fixture.gone.add(ModelFirewall.OWN);
        firewall.own = OTHER;
        fixture.advance(20);

        assertEquals(Optional.of(OTHER), KeeperFixture.holding(port).port().externalAddress());
        assertEquals(
                List.of(
                        "opened 2001:db8:0:0:0:0:0:5:80",
                        "lost 80",
                        "opened 2001:db8:0:0:0:0:0:6:80"),
                fixture.told);
    }

    /** To ask the system takes a while. */
    @Test
    void oneLookForAllPorts_asksOnceForTheAddressTheyLeadTo() {
        fixture.gatewayComes(gateway);
        for (int port = 1000; port < 1020; port++) {
            keep(overIpv6(port));
        }
        fixture.advance(40);
        fixture.addressQuestions.clear();
        fixture.advance(15);

        assertEquals(List.of(ModelFirewall.OWN), fixture.addressQuestions);
    }

    /** What reports that the router may have restarted may be the change of address itself. */
    @Test
    void anotherAddressIsAChange_whereItIsOpenedAnewBeforeTheAddressIsMissed() {
        KeptPort port = open(overIpv6(80));
        fixture.gone.add(ModelFirewall.OWN);
        firewall.own = OTHER;
        fixture.keeper.changed(gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 7));
        fixture.advance(2);

        assertEquals(Optional.of(OTHER), KeeperFixture.holding(port).port().externalAddress());
        assertEquals("changed 2001:db8:0:0:0:0:0:6:80", fixture.told.get(1));
        assertEquals(1, fixture.count(KeeperEvent.Kind.PORT_CHANGED));
    }

    @Test
    void aNamedAddressThatGoesIsWaitedFor() {
        KeptPort port = open(overIpv6(80).ipv6Address(ModelFirewall.OWN));
        fixture.gone.add(ModelFirewall.OWN);
        firewall.failures.put("open", Reason.INVALID_ARGUMENT);
        fixture.advance(20);
        assertEquals(List.of(), port.status().holdings());

        fixture.advance(Duration.ofHours(1));
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));

        fixture.gone.clear();
        firewall.failures.clear();
        fixture.advance(20);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPortWhoseAddressIsGoneIsReleasedWithoutAWait() {
        KeptPort port = open(overIpv6(80));
        fixture.gone.add(ModelFirewall.OWN);
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        assertTrue(released.isDone());
        assertFalse(calls.contains("pcp close TCP 80"));
    }

    @Test
    void whenTheRouterMayHaveRestarted_itIsOpenedAgain() {
        KeptPort port = open(overIpv6(80));
        firewall.opened.clear();
        fixture.keeper.changed(gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 7));
        fixture.advance(2);

        assertEquals(List.of("pcp open TCP 80", "pcp open TCP 80"), calls);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(1, firewall.opened().size());
    }

    /** The address of IPv4 has nothing to do with it. */
    @Test
    void anotherExternalAddressDoesNotTouchIt() {
        open(overIpv6(80));
        fixture.keeper.changed(gateway, KeeperFixture.state("203.0.113.99", 0));
        fixture.advance(2);

        assertEquals(List.of("pcp open TCP 80"), calls);
        assertEquals(0, fixture.count(KeeperEvent.Kind.PORT_CHANGED));
    }

    @Test
    void aRouterThatDoesNotOfferIt_isAskedAsSoonAsItDoes() {
        gateway.capabilities.remove(Capability.PINHOLE);
        fixture.gatewayComes(gateway);
        KeptPort port = keep(overIpv6(80));
        fixture.advance(Duration.ofMinutes(5));
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(Reason.UNSUPPORTED, port.status().lastTrouble().orElseThrow().reason());
        assertEquals(List.of(), calls);

        gateway.capabilities.add(Capability.PINHOLE);
        fixture.advance(20);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aRouterThatGoesAndComesBack_opensItAgain() {
        KeptPort port = open(overIpv6(80));
        KeeperFixture.removed(fixture.keeper, gateway);
        fixture.advance(1);
        assertEquals(PortPhase.WAITING, KeeperFixture.phase(port));
        assertEquals(Optional.of(IPV6), events(KeeperEvent.Kind.PORT_LOST).get(0).family());

        fixture.gatewayComes(gateway);
        fixture.advance(1);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void tcpAndUdpAreOneEntry() {
        KeptPort port = open(KeepRequest.of(MappingRequest.tcpAndUdp(80)).over(IPV6));
        assertEquals(List.of("pcp open TCP 80", "pcp open UDP 80"), calls);
        assertEquals(2, port.status().holdings().size());
    }

    @Test
    void noPinholeIsPermanent_andNoneLastsLongerThanADay() {
        open(KeepRequest.of(MappingRequest.tcp(80).permanent()).over(IPV6));
        keep(KeepRequest.of(MappingRequest.tcp(81).lease(Duration.ofDays(7))).over(IPV6));
        fixture.advance(1);
        assertEquals(
                List.of(Duration.ofHours(1), Duration.ofDays(1)),
                firewall.opened().stream().map(Pinhole::lease).toList());
    }

    /** It would lose the internal port when the first of them is released. */
    @Test
    void oneInternalPortIsKeptOnceOverIpv6() {
        keep(KeepRequest.of(MappingRequest.tcp(80).internalPort(8080)).over(IPV4, IPV6));
        GatewayException conflict =
                assertThrows(
                        GatewayException.class,
                        () ->
                                fixture.keeper.keep(
                                        overIpv6(8080), PortListener.NONE, new Origin("b", false)));
        assertEquals(Reason.CONFLICT, conflict.reason());
    }

    @Test
    void anotherHostOrARangeOfIpv4HasNoMeaning() {
        MappingRequest elsewhere =
                MappingRequest.tcp(80).client(ModelGateway.address(KeeperFixture.ELSEWHERE));
        for (KeepRequest each :
                List.of(
                        KeepRequest.of(elsewhere).over(IPV4, IPV6),
                        KeepRequest.of(MappingRequest.tcp(80)).ipv6Address(OTHER),
                        overIpv6(80).ipv6Address((Inet6Address) ModelGateway.address("fe80::1")))) {
            GatewayException refused =
                    assertThrows(
                            GatewayException.class,
                            () ->
                                    fixture.keeper.keep(
                                            each, PortListener.NONE, new Origin("b", false)));
            assertEquals(Reason.INVALID_ARGUMENT, refused.reason());
        }
    }

    @Test
    void whatAnEarlierRunHasLeftIsClosed_andWhatIsWantedIsKept() {
        open(overIpv6(80));
        keep(overIpv6(81));
        fixture.advance(1);
        fixture.nextRun();
        calls.clear();
        fixture.gatewayComes(gateway);
        KeptPort port = keep(overIpv6(81));
        fixture.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertTrue(calls.contains("pcp close TCP 80"), calls::toString);
        assertFalse(calls.contains("pcp close TCP 81"), calls::toString);
        assertEquals(
                List.of(81), firewall.opened().stream().map(Pinhole::port).distinct().toList());
    }

    /** The mapping of the same number and the pinhole are two things. */
    @Test
    void aMappingThatIsReleasedDoesNotCloseThePinhole() {
        KeptPort mapping = open(KeepRequest.of(MappingRequest.tcp(80).internalPort(8080)));
        KeptPort pinhole = keep(overIpv6(81));
        fixture.advance(1);
        mapping.release();
        fixture.advance(Duration.ofHours(3));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(pinhole));
        assertFalse(calls.contains("pcp close TCP 81"));
    }

    @Test
    void aSecondKeeperOfThisUserLeavesItAlone() {
        SharedLedger ledger = new SharedLedger();
        KeeperFixture second = new KeeperFixture(KeeperSettings.standard(), ledger);
        open(overIpv6(80));
        ledger.others.addAll(fixture.ledger.entries());
        assertEquals(1, ledger.others.size());

        second.keeper.added(gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeptPort port;
        try {
            port = second.keeper.keep(overIpv6(80), PortListener.NONE, new Origin("b", false));
        } catch (GatewayException e) {
            throw new AssertionError(e);
        }
        second.advance(5);
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(List.of("pcp open TCP 80"), calls);
    }
}
