// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.internal.clientaddress.ClientAddresses;
import org.postern.igd.control.internal.routes.Route;
import org.postern.igd.control.net.LocalAddress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** The way to a router over IPv6, on an interface of this machine; nothing is sent. */
class FirewallRoutesTest {
    private static final String ELSEWHERE = "not-there";

    private InetAddress router;
    private NetworkInterface via;
    private Inet6Address own;
    private List<Route> ipv4 = List.of();
    private List<Route> ipv6 = List.of();

    @BeforeEach
    void findInterface() throws Exception {
        // An address to which there is a route that is not loopback: this machine's own network.
        Optional<NetworkInterface> found =
                NetworkInterface.networkInterfaces()
                        .filter(FirewallRoutesTest::isUsable)
                        .findFirst();
        assumeTrue(found.isPresent(), "Skipped: no interface has IPv4 and IPv6");
        via = found.get();
        own =
                via.inetAddresses()
                        .filter(Inet6Address.class::isInstance)
                        .map(Inet6Address.class::cast)
                        .findFirst()
                        .orElseThrow();
        byte[] neighbour =
                via.inetAddresses()
                        .filter(Inet4Address.class::isInstance)
                        .findFirst()
                        .orElseThrow()
                        .getAddress();
        neighbour[3] ^= 1;
        router = InetAddress.getByAddress(neighbour);
        assumeTrue(
                via.equals(NetworkInterface.getByInetAddress(LocalAddress.facing(router))),
                "Skipped: the neighbour is reached over another interface");
    }

    private static boolean isUsable(NetworkInterface each) {
        try {
            return each.isUp()
                    && !each.isLoopback()
                    && each.inetAddresses().anyMatch(Inet4Address.class::isInstance)
                    && each.inetAddresses().anyMatch(Inet6Address.class::isInstance);
        } catch (java.net.SocketException e) {
            return false;
        }
    }

    private FirewallRoute find() throws Exception {
        return new FirewallRoutes(six -> six ? ipv6 : ipv4, ClientAddresses.ofThisSystem())
                .toHeld("Router", router, own);
    }

    private Reason reason() {
        return assertThrows(GatewayException.class, this::find).reason();
    }

    private Route route(String gateway, String interfaceName) throws Exception {
        return route(InetAddress.getByName(gateway), interfaceName);
    }

    private static Route route(InetAddress gateway, String interfaceName) {
        return new Route(gateway, interfaceName, 0);
    }

    @Test
    void defaultGatewayIsAskedAtItsLinkLocalAddress_withTheScopeOfTheInterface() throws Exception {
        ipv4 = List.of(route(router, via.getName()));
        ipv6 = List.of(route("fe80::9", ELSEWHERE), route("fe80::1", via.getName()));
        Inet6Address found = find().router();
        assertEquals(InetAddress.getByName("fe80::1"), found);
        assertEquals(via, found.getScopedInterface());
        assertEquals(own, find().client().address());
    }

    @Test
    void globalAddressOfADefaultGatewayIsTakenAsItIs() throws Exception {
        ipv4 = List.of(route(router, via.getName()));
        ipv6 = List.of(route("2001:db8::1", via.getName()));
        assertEquals(InetAddress.getByName("2001:db8::1"), find().router());
    }

    @Test
    void deviceThatIsNoDefaultGateway_getsNothingSentToTheDefaultGateway() throws Exception {
        ipv6 = List.of(route("fe80::1", via.getName()));
        ipv4 = List.of();
        assertEquals(Reason.UNREACHABLE, reason());
        ipv4 = List.of(route("192.0.2.77", via.getName()), route(router, ELSEWHERE));
        assertEquals(Reason.UNREACHABLE, reason());
    }

    @Test
    void noDefaultGatewayOverIpv6_isNoWay() throws Exception {
        ipv4 = List.of(route(router, via.getName()));
        assertEquals(Reason.UNREACHABLE, reason());
        ipv6 = List.of(route("fe80::1", ELSEWHERE));
        assertEquals(Reason.UNREACHABLE, reason());
    }
}
