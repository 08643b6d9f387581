// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

class LinuxRoutesTest {
    private static final String HEADING =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";

    private static Route route(String gateway, String name, long metric) throws Exception {
        return new Route(InetAddress.getByName(gateway), name, metric);
    }

    @Test
    void ipv4DefaultsComeInOrderOfMetric() throws Exception {
        List<String> lines =
                List.of(
                        HEADING,
                        "wlan0\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0",
                        "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0",
                        "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0");
        assertEquals(
                List.of(route("192.168.1.1", "eth0", 100), route("192.168.2.1", "wlan0", 600)),
                LinuxRoutes.ipv4(lines, true));
    }

    @Test
    void anInterfaceNameThatIsNoTextHidesNoOther(@TempDir java.nio.file.Path folder)
            throws Exception {
        java.nio.file.Path file = folder.resolve("route");
        String text =
                HEADING
                        + "\n"
                        + "\u00ff\u00c3\u0085\t00000000\t0201A8C0\t0003\t0\t0\t0\t00000000\t0\t0"
                        + "\t0\n"
                        + "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n";
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of(
                        route("192.168.1.2", "\u00ff\u00c3\u0085", 0),
                        route("192.168.1.1", "eth0", 100)),
                LinuxRoutes.ipv4(SystemRoutes.lines(file.toString()), true));
        assertEquals(List.of(), SystemRoutes.lines(folder.toString()));
    }

    @Test
    void ipv4AddressesOfABigEndianMachineAreRead() throws Exception {
        List<String> lines =
                List.of(HEADING, "br-lan\t00000000\tC0A80101\t0003\t0\t0\t0\t00000000\t0\t0\t0");
        assertEquals(List.of(route("192.168.1.1", "br-lan", 0)), LinuxRoutes.ipv4(lines, false));
    }

    @Test
    void ipv4RoutesThatLeadToNoRouterAreLeftOut() {
        List<String> lines =
                List.of(
                        HEADING,
                        // A point-to-point link has a default route but no router's address.
                        "ppp0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0",
                        // A VPN covers everything by two halves.
                        "tun0\t00000000\t0101080A\t0003\t0\t0\t0\t00000080\t0\t0\t0",
                        "tun0\t00000080\t0101080A\t0003\t0\t0\t0\t00000080\t0\t0\t0",
                        // Down, and refused.
                        "eth1\t00000000\t0101A8C0\t0002\t0\t0\t0\t00000000\t0\t0\t0",
                        "eth2\t00000000\t0101A8C0\t0203\t0\t0\t0\t00000000\t0\t0\t0",
                        "eth0\t00000000\tGARBAGE!\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                        "short\t00000000",
                        "");
        assertEquals(List.of(), LinuxRoutes.ipv4(lines, true));
    }

    @Test
    void halvesOfAllAddressesAreFoundByTheUpperOne() throws Exception {
        List<String> lines =
                List.of(
                        HEADING,
                        "eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                        "tun0\t00000000\t0101080A\t0003\t0\t0\t0\t00000080\t0\t0\t0",
                        "tun0\t00000080\t0101080A\t0003\t0\t0\t0\t00000080\t0\t0\t0",
                        "eth0\t00000080\t0101A8C0\t0003\t0\t0\t0\t000000C0\t0\t0\t0");
        assertEquals(List.of(route("10.8.1.1", "tun0", 0)), LinuxRoutes.ipv4Halves(lines, true));
        assertEquals(
                List.of(route("10.8.1.1", "tun0", 0)),
                LinuxRoutes.ipv4Halves(
                        List.of("tun0\t80000000\t0A080101\t0003\t0\t0\t0\t80000000\t0\t0\t0"),
                        false));
    }

    @Test
    void ipv6DefaultsAreRead() throws Exception {
        String zero = "00000000000000000000000000000000";
        List<String> lines =
                List.of(
                        "fd000000000000000000000000000000 40 "
                                + zero
                                + " 00 "
                                + zero
                                + " 00000100 00000001 00000000 00000001     eth0",
                        zero
                                + " 00 "
                                + zero
                                + " 00 fe800000000000000000000000000001"
                                + " 00000400 00000002 00000000 00450003     eth0",
                        zero
                                + " 00 "
                                + zero
                                + " 00 fd000000000000000000000000000001"
                                + " 00000064 00000002 00000000 00000003    wlan0",
                        zero
                                + " 00 "
                                + zero
                                + " 00 "
                                + zero
                                + " ffffffff 00000001 00000000 00200200       lo",
                        "garbage");
        assertEquals(
                List.of(route("fd00::1", "wlan0", 0x64), route("fe80::1", "eth0", 0x400)),
                LinuxRoutes.ipv6(lines));
    }
}
