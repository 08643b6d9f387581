// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.internal.address.AddressLiteral;
import org.postern.pcp.control.internal.routes.Route;
import org.postern.pcp.control.internal.routes.RouteSource;
import org.postern.pcp.control.server.Dialect;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Addresses of loopback, the only network that every machine has. */
class ServerPlacesTest {
    private static final RouteSource NONE = ipv6 -> List.of();

    @ParameterizedTest
    @CsvSource({
        "10.2.0.1, 10.2.0.1, 5351",
        "' 10.2.0.1:15351 ', 10.2.0.1, 15351",
        "fe80::1, fe80::1, 5351",
        "[fe80::1]:99, fe80::1, 99"
    })
    void addresses(String text, String address, int port) throws Exception {
        assertEquals(
                Optional.of(new InetSocketAddress(InetAddress.getByName(address), port)),
                ServerAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "router",
                "router:5351",
                "10.2.0.1:0",
                "10.2.0.1:65536",
                "10.2.0.1:",
                "0.0.0.0",
                "224.0.0.1",
                "[10.2.0.1"
            })
    void noAddresses(String text) {
        assertEquals(Optional.empty(), ServerAddress.parse(text));
    }

    @Test
    void defaultGateways_atMostFour_andConfiguredServers() throws Exception {
        assertEquals(
                List.of(
                        "127.0.0.1:5351",
                        "127.0.0.2:5351",
                        "127.0.0.3:5351",
                        "127.0.0.4:5351",
                        "127.0.0.9:99"),
                servers(places(routes(6), "127.0.0.9:99", "")));
    }

    @Test
    void anAddressThatIsNamed_isTheOnlyPlace() throws Exception {
        for (String wanted : List.of("127.0.0.7", "pcp:127.0.0.7", "127.0.0.7:5351")) {
            ServerPlaces places = places(routes(2), "127.0.0.9:99", wanted);

            assertEquals(List.of("127.0.0.7:5351"), servers(places), wanted);
            assertTrue(places.isExplicit(Dialect.NAT_PMP) && places.isWanted(places.all().get(0)));
        }
    }

    @Test
    void aPublicAddress_isNoPlace_unlessItIsConfigured() throws Exception {
        assertEquals(List.of(), servers(places(NONE, "127.0.0.9:99", "192.0.2.1")));
    }

    /** UPnP finds the gateway, and this protocol may join it. */
    @Test
    void aUrl_isForItsHostAlone() throws Exception {
        ServerPlaces places = places(routes(2), "127.0.0.9:99", "http://127.0.0.2:1900/x.xml");

        assertEquals(List.of("127.0.0.2:5351"), servers(places));
        assertFalse(places.isWanted(places.all().get(0)));
        assertTrue(places.isToBeWatched(places.all().get(0)));
        assertEquals(List.of(), servers(places(routes(2), "127.0.0.9:99", "http://router/")));
    }

    @Test
    void aName_mayBeAnyPlaces_butIsNone() throws Exception {
        ServerPlaces places = places(routes(1), "127.0.0.9:99", "FRITZ!Box");

        assertEquals(List.of("127.0.0.1:5351", "127.0.0.9:99"), servers(places));
        assertFalse(places.isWanted(places.all().get(0)));
        assertFalse(places.isToBeWatched(places.all().get(0)));
    }

    @Test
    void overAnotherFamilyOrInterface_thereIsNone() throws Exception {
        GatewayQuery ipv6 = GatewayQuery.standard().withIpv6(true);
        assertEquals(
                List.of(),
                servers(new ServerPlaces(routes(1), List.of(server("127.0.0.9")), ipv6)));
        GatewayQuery other = GatewayQuery.standard().withNetworkInterface("no such");

        assertThrows(GatewayException.class, () -> new ServerPlaces(NONE, List.of(), other));
    }

    @Test
    void theDefaultGatewaysOfOneInterface_areOneRouter() throws Exception {
        RouteSource both = ipv6 -> List.of(new Route(ipv6 ? ip("::1") : gateway(1), "lo", 0));
        PcpPlace router = places(both, "127.0.0.9:99", "").all().get(0);

        assertEquals(gateway(1), router.endpoint().server().getAddress());
        assertEquals(
                Optional.of(new PcpEndpoint(new InetSocketAddress(ip("::1"), 5351), ip("::1"))),
                router.ipv6());
        assertEquals(2, router.asked(Dialect.PCP).size());
        assertEquals(List.of(router.endpoint()), router.asked(Dialect.NAT_PMP));
        assertEquals(
                List.of(router), places(both, "127.0.0.9:99", gateway(1).getHostAddress()).all());
    }

    /** The default gateway over IPv6 would open ports of another router than the one named. */
    @Test
    void aServerThatIsNamed_andIsNoDefaultGateway_opensNoFirewall() throws Exception {
        RouteSource both = ipv6 -> List.of(new Route(ipv6 ? ip("::1") : gateway(1), "lo", 0));
        PcpPlace named = places(both, "127.0.0.9:99", "127.0.0.7").all().get(0);

        assertEquals(gateway(7), named.endpoint().server().getAddress());
        assertEquals(Optional.empty(), named.ipv6());
    }

    @Test
    void whereThereIsNoIpv4_aRouterIsAskedOverIpv6Alone() throws Exception {
        RouteSource routes = ipv6 -> ipv6 ? List.of(new Route(ip("::1"), "lo", 0)) : List.of();
        List<PcpPlace> alone = places(routes, "[::1]:99", "").all();

        assertEquals(2, alone.size());
        for (PcpPlace each : alone) {
            assertEquals(Optional.of(each.endpoint()), each.ipv6());
            assertEquals(List.of(each.endpoint()), each.asked(Dialect.PCP));
            assertEquals(List.of(), each.asked(Dialect.NAT_PMP));
        }
        assertEquals(List.of(), places(routes, "[::1]:99", "http://127.0.0.1/x.xml").all());
    }

    @Test
    void theAddressThatIsNamed_isAskedFrom_thoughItIsNotTheFirstOfItsInterface() throws Exception {
        InterfaceChoice second =
                new InterfaceChoice(
                        Optional.ofNullable(NetworkInterface.getByName("lo")),
                        Optional.of(gateway(2)));
        List<PcpPlace> all =
                new ServerPlaces(routes(1), List.of(), GatewayQuery.standard(), second).all();

        assertEquals(
                List.of(new PcpEndpoint(server("127.0.0.1"), gateway(2))),
                all.stream().map(PcpPlace::endpoint).toList());
    }

    /** Routers on two interfaces, which their scopes tell apart. */
    @Test
    void theSameLinkLocalAddress_onAnotherInterface_isAnotherServer() throws Exception {
        byte[] address = ip("fe80::1").getAddress();
        InetSocketAddress first =
                new InetSocketAddress(Inet6Address.getByAddress("", address, 1), 5351);
        InetSocketAddress second =
                new InetSocketAddress(Inet6Address.getByAddress("", address, 2), 5351);

        List<InetSocketAddress> distinct = new ArrayList<>();
        List.of(first, second, first, second).forEach(it -> ServerPlaces.add(distinct, it));
        assertEquals(List.of(first, second), distinct);
        assertNotEquals(
                new PcpEndpoint(first, ip("2001:db8::5")),
                new PcpEndpoint(second, ip("2001:db8::5")));
        assertFalse(PcpEndpoint.isSame(first, second));
        assertTrue(new PcpEndpoint(first, ip("::1")).toString().startsWith("fe80::1%"));
        assertTrue(
                PcpEndpoint.isSame(
                        first,
                        new InetSocketAddress(Inet6Address.getByAddress("", address, 1), 5351)));
    }

    private static InetAddress ip(String literal) {
        return AddressLiteral.parse(literal).orElseThrow();
    }

    private static ServerPlaces places(RouteSource routes, String configured, String wanted)
            throws GatewayException {
        return new ServerPlaces(
                routes, List.of(server(configured)), GatewayQuery.standard().withWanted(wanted));
    }

    private static InetSocketAddress server(String text) {
        return ServerAddress.parse(text).orElseThrow();
    }

    private static List<String> servers(ServerPlaces places) {
        return places.all().stream()
                .map(each -> each.endpoint().server())
                .map(each -> each.getAddress().getHostAddress() + ":" + each.getPort())
                .toList();
    }

    /** To 127.0.0.1 and those that follow. */
    private static RouteSource routes(int count) {
        return ipv6 ->
                ipv6
                        ? List.of()
                        : IntStream.rangeClosed(1, count)
                                .mapToObj(each -> new Route(gateway(each), "lo", 0))
                                .toList();
    }

    private static InetAddress gateway(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
