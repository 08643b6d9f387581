// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.List;

/** What macOS, the BSDs and Windows print, and how they are asked. */
class RouteCommandsTest {
    private static final String WINDOWS = "Windows 11";
    private static final String MAC = "Mac OS X";

    private static RouteCommands on(String system) {
        return RouteCommands.of(
                system,
                name -> name.equals("SystemRoot") ? "D:\\Win" : null,
                path -> path.equals("/usr/sbin/netstat"));
    }

    private static List<Route> read(String system, boolean ipv6, String output) {
        return on(system).read(output.lines().toList(), ipv6);
    }

    private static Route route(String gateway, RouteInterface via, long metric) throws Exception {
        return new Route(InetAddress.getByName(gateway), via, metric);
    }

    private static Route route(String gateway, String name, long metric) throws Exception {
        return new Route(InetAddress.getByName(gateway), name, metric);
    }

    @Test
    void eachSystemIsAskedByTheFullPathOfItsOwnCommand() {
        assertEquals(List.of("/usr/sbin/netstat", "-rn", "-f", "inet"), on(MAC).words(false));
        assertEquals(List.of("/usr/sbin/netstat", "-rn", "-f", "inet6"), on(MAC).words(true));
        assertEquals(
                List.of("/usr/bin/netstat", "-rn", "-f", "inet"),
                RouteCommands.of("FreeBSD", name -> null, "/usr/bin/netstat"::equals).words(false));
        assertEquals(
                List.of("D:\\Win\\System32\\route.exe", "print", "-4"), on(WINDOWS).words(false));
        assertEquals(
                List.of("C:\\Windows\\System32\\route.exe", "print", "-6"),
                RouteCommands.of(WINDOWS, name -> null, path -> false).words(true));
    }

    @Test
    void macOs_theFirstAdaptersRouteComesFirst() throws Exception {
        String output =
                """
                Routing tables

                Internet:
                Destination        Gateway            Flags               Netif Expire
                default            10.0.0.138         UGScIg                en8
                default            192.168.1.1        UGScg                 en0
                default            link#21            UCSIg           bridge100      !
                127                127.0.0.1          UCS                   lo0
                192.168.1          link#11            UCS                   en0      !
                192.168.1.1        0:11:22:33:44:55   UHLWIir               en0   1177
                """;
        assertEquals(
                List.of(route("192.168.1.1", "en0", 0), route("10.0.0.138", "en8", 1)),
                read(MAC, false, output));
    }

    @Test
    void macOs_olderVersionsHaveMoreColumns() throws Exception {
        String output =
                """
                Routing tables

                Internet:
                Destination        Gateway            Flags        Refs      Use   Netif Expire
                default            192.168.1.1        UGSc           41        0     en1
                """;
        assertEquals(List.of(route("192.168.1.1", "en1", 0)), read(MAC, false, output));
    }

    @Test
    void macOs_ipv6RoutesIntoTunnelsLeadToNoRouter() throws Exception {
        String output =
                """
                Routing tables

                Internet6:
                Destination                Gateway                         Flags         Netif Expire
                default                    fe80::%utun0                    UGcIg         utun0
                default                    fe80::aabb:ccff:fe00:1%en0      UGcg            en0
                ::1                        ::1                             UHL             lo0
                """;
        assertEquals(List.of(route("fe80::aabb:ccff:fe00:1", "en0", 0)), read(MAC, true, output));
    }

    @Test
    void openBsdAndNetBsd_nameTheColumnOtherwise() throws Exception {
        String openBsd =
                """
                Routing tables

                Internet:
                Destination        Gateway            Flags   Refs      Use   Mtu  Prio Iface
                default            192.168.1.1        UGS       12     3456     -     8 em0
                """;
        assertEquals(List.of(route("192.168.1.1", "em0", 0)), read("OpenBSD", false, openBsd));
        String netBsd =
                """
                Internet:
                Destination        Gateway            Flags    Refs      Use    Mtu Interface
                default            192.168.1.1        UGS         -        -      -  wm0
                """;
        assertEquals(List.of(route("192.168.1.1", "wm0", 0)), read("NetBSD", false, netBsd));
    }

    @Test
    void netstat_whatLeadsToNoRouterIsLeftOut() {
        String output =
                """
                default            192.168.1.1        UGSc                  en0
                Destination        Gateway            Flags               Netif Expire
                default            192.168.1.2        UGRS                  en0
                default            192.168.1.3        UGBS                  en0
                default            192.168.1.4        GS                    en0
                default            192.168.1.999      UGSc                  en0
                default            router.example     UGSc                  en0
                default            192.168.1.5        UGSc
                0/1                10.8.0.1           UGSc                utun3
                128.0/1            10.8.0.1           UGSc                utun3
                """;
        assertEquals(List.of(), read(MAC, false, output));
    }

    @Test
    void windows_ipv4DefaultsComeInOrderOfMetric() throws Exception {
        String output =
                """
                ===========================================================================
                Schnittstellenliste
                 12...00 11 22 33 44 55 ......Intel(R) Ethernet Connection
                  1...........................Software Loopback Interface 1
                ===========================================================================

                IPv4-Routentabelle
                ===========================================================================
                Aktive Routen:
                     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
                          0.0.0.0          0.0.0.0      10.20.30.1      10.20.30.40     55
                          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.23     25
                          0.0.0.0          0.0.0.0   Auf Verbindung        10.8.0.6    281
                          0.0.0.0        128.0.0.0         10.8.0.5         10.8.0.6     30
                        127.0.0.0        255.0.0.0   Auf Verbindung        127.0.0.1    331
                ===========================================================================
                Ständige Routen:
                  Netzwerkadresse          Netzmaske  Gatewayadresse  Metrik
                          0.0.0.0          0.0.0.0      192.168.9.1       1
                ===========================================================================
                """;
        assertEquals(
                List.of(
                        route("192.168.1.1", holding("192.168.1.23"), 25),
                        route("10.20.30.1", holding("10.20.30.40"), 55)),
                read(WINDOWS, false, output));
    }

    @Test
    void windows_ipv6DefaultsHaveTheNumberOfTheInterface() throws Exception {
        String output =
                """
                IPv6 Route Table
                ===========================================================================
                Active RouteSource:
                 If Metric Network Destination      Gateway
                  9     18 ::/0                     On-link
                 12    281 ::/0                     fe80::1
                 12    281 2001:db8:1:2:3:4:5:6/128
                                                    On-link
                  1    331 ff00::/8                 On-link
                ===========================================================================
                Persistent RouteSource:
                 If Metric Network Destination      Gateway
                  0 4294967295 ::/0                     fe80::9
                """;
        assertEquals(
                List.of(route("fe80::1", new RouteInterface.Numbered(12), 281)),
                read(WINDOWS, true, output));
    }

    @Test
    void windows_numbersThatAreNoneArePassedOver() {
        assertEquals(
                List.of(), read(WINDOWS, false, "0.0.0.0 0.0.0.0 192.168.1.1 192.168.1.2 many"));
        assertEquals(List.of(), read(WINDOWS, true, "If 281 ::/0 fe80::1\n99999999999 1 ::/0 ::1"));
    }

    private static RouteInterface holding(String address) throws Exception {
        return new RouteInterface.WithAddress(InetAddress.getByName(address));
    }
}
