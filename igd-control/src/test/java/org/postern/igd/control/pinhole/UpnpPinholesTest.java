// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PinholeStatus;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.search.ElectedGateway;
import org.postern.igd.control.search.TestEngines;
import org.postern.igd.control.search.UpnpEngine;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;
import org.postern.testkit.ManualClock;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Ports of the firewall of a simulated router at {@code ::1}, which was found over IPv4. */
@Timeout(60)
class UpnpPinholesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final PinholeRequest ASKED = PinholeRequest.tcp(8080);

    @TempDir Path state;

    private final ManualClock clock = new ManualClock();
    private final List<UpnpEngine> engines = new ArrayList<>();
    private SimulatedRouter router;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                NetworkInterface.getByInetAddress(loopback()) != null,
                "Skipped: this machine has no ::1");
        start(true);
    }

    private void start(boolean firewall) throws Exception {
        router =
                SimulatedRouter.start(
                        RouterConfig.standard().withIpv6Firewall(firewall).withSsdp(false),
                        clock,
                        line -> {});
    }

    @AfterEach
    void close() {
        engines.forEach(UpnpEngine::close);
        if (router != null) {
            router.close();
        }
    }

    private static Inet6Address loopback() throws Exception {
        return (Inet6Address) InetAddress.getByName("::1");
    }

    /** Each as in a process of its own. */
    private Gateway gateway() throws Exception {
        UpnpEngine engine =
                new UpnpEngine(
                        List::of,
                        new HttpClient(),
                        new FirewallAccess(
                                FirewallRoutes.ofThisSystem(),
                                new PinholeReceipts(clock, Optional.of(state))));
        engines.add(engine);
        GatewayQuery query = GatewayQuery.standard().withWanted(router.descriptionUrl().toString());
        return ElectedGateway.by(engine, query).gateway();
    }

    private Pinholes pinholes() throws Exception {
        return gateway().pinholes().orElseThrow();
    }

    private static Reason reason(Executable call) {
        return assertThrows(GatewayException.class, call).reason();
    }

    @Test
    void opensAPort_fromTheAddressThatItIsOpenedTo() throws Exception {
        PinholeResult result = pinholes().open(ASKED);
        Pinhole opened = result.pinhole();
        assertEquals(Protocol.TCP, opened.protocol());
        assertEquals(loopback(), opened.client());
        assertEquals(8080, opened.port());
        assertEquals(HOUR, opened.lease());
        assertEquals("upnp", opened.controlProtocol());
        assertEquals(List.of(), result.notes());
    }

    @Test
    void openedAgain_itIsTheSamePinhole() throws Exception {
        Pinhole first = pinholes().open(ASKED).pinhole();
        assertEquals(first, pinholes().open(ASKED).pinhole());
        assertTrue(
                !first.handle()
                        .equals(pinholes().open(PinholeRequest.udp(8080)).pinhole().handle()));
    }

    @Test
    void anotherProcessFindsAndClosesIt() throws Exception {
        pinholes().open(ASKED);
        clock.advance(Duration.ofMinutes(10));
        Pinholes other = pinholes();
        Pinhole found = other.opened().get(0);
        assertEquals(Duration.ofMinutes(50), found.lease());
        other.close(found);
        assertEquals(List.of(), other.opened());
        assertEquals(List.of(), pinholes().opened());
        assertEquals(Reason.NOT_FOUND, reason(() -> other.close(found)));
    }

    @Test
    void renewalExtendsTheLease() throws Exception {
        Pinholes pinholes = pinholes();
        Pinhole opened = pinholes.open(ASKED).pinhole();
        clock.advance(Duration.ofMinutes(30));
        assertEquals(HOUR, pinholes.renew(opened, HOUR).lease());
        clock.advance(Duration.ofMinutes(45));
        assertEquals(Duration.ofMinutes(15), pinholes.opened().get(0).lease());
        pinholes.close(opened);
    }

    @Test
    void whatTheRouterLost_isNotFound_andForgotten() throws Exception {
        Pinholes pinholes = pinholes();
        Pinhole opened = pinholes.open(ASKED).pinhole();
        int port = router.descriptionUrl().getPort();
        router.close();
        router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withIpv6Firewall(true)
                                .withSsdp(false)
                                .withHttpPort(port),
                        clock,
                        line -> {});
        assertEquals(Reason.NOT_FOUND, reason(() -> pinholes.renew(opened, HOUR)));
        assertEquals(List.of(), pinholes.opened());
    }

    @Test
    void leasesEndByThemselves() throws Exception {
        Pinholes pinholes = pinholes();
        pinholes.open(ASKED.lease(Duration.ofMinutes(2)));
        clock.advance(Duration.ofMinutes(2));
        assertEquals(List.of(), pinholes.opened());
    }

    @Test
    void statusAndPacketsAreToldByTheRouter() throws Exception {
        Pinholes pinholes = pinholes();
        assertEquals(Optional.of(new PinholeStatus(true, true)), pinholes.status());
        assertEquals(OptionalLong.of(0), pinholes.packets(pinholes.open(ASKED).pinhole()));
    }

    @Test
    void addressThatIsNotOurs_isRefusedBeforeAnythingIsSent() throws Exception {
        Inet6Address foreign = (Inet6Address) InetAddress.getByName("2001:db8:ffff::1");
        Pinholes pinholes = pinholes();
        assertEquals(Reason.INVALID_ARGUMENT, reason(() -> pinholes.open(ASKED.client(foreign))));
        Pinhole gone = new Pinhole(Protocol.TCP, foreign, 8080, HOUR, "upnp", "1");
        assertEquals(Reason.UNREACHABLE, reason(() -> pinholes.renew(gone, HOUR)));
        assertEquals(Reason.UNREACHABLE, reason(() -> pinholes.close(gone)));
        assertEquals(Reason.INVALID_LEASE, reason(() -> pinholes.renew(gone, Duration.ZERO)));
    }

    @Test
    void namedAddressOfOursIsTaken() throws Exception {
        assertEquals(loopback(), pinholes().open(ASKED.client(loopback())).pinhole().client());
    }

    /** Found over IPv6. */
    private Gateway gatewayOverIpv6() throws Exception {
        UpnpEngine engine = TestEngines.with(List::of);
        engines.add(engine);
        return ElectedGateway.by(
                        engine,
                        GatewayQuery.standard()
                                .withWanted(router.ipv6DescriptionUrl().orElseThrow().toString()))
                .gateway();
    }

    @Test
    void routerFoundOverIpv6_isAskedThere() throws Exception {
        Pinholes pinholes = gatewayOverIpv6().pinholes().orElseThrow();
        assertEquals(loopback(), pinholes.open(ASKED).pinhole().client());
    }

    @Test
    void routerWhoseIpv4IsNotConnected_opensPortsOverIpv6_whereItWasFoundOverIpv6()
            throws Exception {
        router.changeConnection("Disconnected", "0.0.0.0");
        assertEquals(Reason.INVALID_GATEWAY, reason(this::gateway));
        Pinholes pinholes = gatewayOverIpv6().pinholes().orElseThrow();
        assertEquals(8080, pinholes.open(ASKED).pinhole().port());
    }

    @Test
    void onlyRoutersWithTheServiceCan() throws Exception {
        assertTrue(gateway().capabilities().contains(Capability.PINHOLE));
        router.close();
        start(false);
        Gateway without = gateway();
        assertTrue(!without.capabilities().contains(Capability.PINHOLE));
        assertEquals(Optional.empty(), without.pinholes());
    }
}
