// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** What systems print of their addresses, each in its own format. */
class AddressListingTest {
    private static final boolean TEMPORARY = true;
    private static final boolean STABLE = false;
    private static final boolean USABLE = true;
    private static final boolean UNUSABLE = false;

    private static AddressListing system(String name) {
        return AddressListing.of(name, Map.of("SystemRoot", "D:\\Win")::get);
    }

    private static ListedAddress address(String literal, boolean temporary, boolean usable)
            throws UnknownHostException {
        return new ListedAddress((Inet6Address) InetAddress.getByName(literal), temporary, usable);
    }

    @Test
    void linux_flagsAreInTheFifthColumn() throws Exception {
        String file =
                """
                00000000000000000000000000000001 01 80 10 80       lo
                fe8000000000000002163efffe123456 02 40 20 80     eth0
                20010db8000100020000000000000005 02 80 00 80     eth0
                20010db80001000202163efffe123456 02 40 00 00     eth0
                20010db800010002a1b2c3d4e5f60718 02 40 00 01     eth0
                20010db80001000244445555aaaabbbb 02 40 00 21     eth0
                20010db8000100020000000000000006 02 40 00 c0     eth0
                20010db8000100020000000000000007 02 40 00 c8     eth0
                """;
        assertEquals(
                List.of(
                        address("::1", STABLE, USABLE),
                        address("fe80::216:3eff:fe12:3456", STABLE, USABLE),
                        address("2001:db8:1:2::5", STABLE, USABLE),
                        address("2001:db8:1:2:216:3eff:fe12:3456", STABLE, USABLE),
                        address("2001:db8:1:2:a1b2:c3d4:e5f6:718", TEMPORARY, USABLE),
                        address("2001:db8:1:2:4444:5555:aaaa:bbbb", TEMPORARY, UNUSABLE),
                        address("2001:db8:1:2::6", STABLE, UNUSABLE),
                        address("2001:db8:1:2::7", STABLE, UNUSABLE)),
                system("Linux").read(file.lines().toList()));
    }

    @Test
    void linux_otherLinesAreSkipped() {
        assertEquals(
                List.of(),
                system("Linux")
                        .read(
                                List.of(
                                        "",
                                        "20010db8 02 40 00 00 eth0",
                                        "20010db8000100020000000000000005",
                                        "20010db8000100020000000000000005 02 80 00 zz eth0",
                                        "not an address at all")));
    }

    @Test
    void thisSystemIsReadWithoutFailures() throws Exception {
        List<ListedAddress> own = system(System.getProperty("os.name")).read();
        assertTrue(own.stream().allMatch(each -> each.address().getAddress().length == 16));
    }

    @Test
    void macOs_wordsFollowThePrefix() throws Exception {
        String output =
                """
                en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
                \toptions=6463<RXCSUM,TXCSUM,TSO4,TSO6,CHANNEL_IO>
                \tether 00:11:22:33:44:55
                \tinet6 fe80::1c2b:3a49:5867:7685%en0 prefixlen 64 secured scopeid 0xb
                \tinet 192.168.1.23 netmask 0xffffff00 broadcast 192.168.1.255
                \tinet6 2001:db8:1:2:18f0:1:2:3 prefixlen 64 autoconf secured
                \tinet6 2001:db8:1:2:a123:4:5:6 prefixlen 64 autoconf temporary
                \tinet6 2001:db8:1:2:b123:4:5:6 prefixlen 64 deprecated autoconf temporary
                \tinet6 2001:db8:1:2::77 prefixlen 64 dynamic
                \tinet6 2001:db8:1:2::78 prefixlen 64 tentative
                \tnd6 options=201<PERFORMNUD,DAD>
                """;
        assertEquals(
                List.of(
                        address("fe80::1c2b:3a49:5867:7685", STABLE, USABLE),
                        address("2001:db8:1:2:18f0:1:2:3", STABLE, USABLE),
                        address("2001:db8:1:2:a123:4:5:6", TEMPORARY, USABLE),
                        address("2001:db8:1:2:b123:4:5:6", TEMPORARY, UNUSABLE),
                        address("2001:db8:1:2::77", STABLE, USABLE),
                        address("2001:db8:1:2::78", STABLE, UNUSABLE)),
                system("Mac OS X").read(output.lines().toList()));
    }

    @Test
    void openBsd_hasLifetimesBetweenTheWords() throws Exception {
        String output =
                """
                em0: flags=8943<UP,BROADCAST,RUNNING,PROMISC,SIMPLEX,MULTICAST> mtu 1500
                \tinet6 2001:db8:1:2::a prefixlen 64 autoconf pltime 604611 vltime 2591811
                \tinet6 2001:db8:1:2::b prefixlen 64 autoconf temporary pltime 85871 vltime 172271
                \tinet6
                \tinet6 nonsense prefixlen 64
                """;
        assertEquals(
                List.of(
                        address("2001:db8:1:2::a", STABLE, USABLE),
                        address("2001:db8:1:2::b", TEMPORARY, USABLE)),
                system("OpenBSD").read(output.lines().toList()));
    }

    @Test
    void windows_typeComesFirst_addressLast() throws Exception {
        String output =
                """

                Interface 1: Loopback Pseudo-Interface 1

                Addr Type  DAD State   Valid Life Pref. Life Address
                ---------  ----------- ---------- ---------- ------------------------
                Other      Preferred     infinite   infinite ::1

                Interface 12: Ethernet

                Addr Type  DAD State   Valid Life Pref. Life Address
                ---------  ----------- ---------- ---------- ------------------------
                Dhcp       Preferred    23h59m58s  23h59m58s 2001:db8:1:2::77
                Temporary  Preferred     6d23h52m    23h52m  2001:db8:1:2:a123:4:5:6
                Temporary  Deprecated    5d23h52m         0s 2001:db8:1:2:b123:4:5:6
                Public     Preferred     6d23h52m  6d23h52m  2001:db8:1:2:18f0:1:2:3
                Public     Tentative     6d23h52m  6d23h52m  2001:db8:1:2:18f0:1:2:4
                Other      Preferred     infinite   infinite fe80::18f0:1:2:3%12
                """;
        assertEquals(
                List.of(
                        address("::1", STABLE, USABLE),
                        address("2001:db8:1:2::77", STABLE, USABLE),
                        address("2001:db8:1:2:a123:4:5:6", TEMPORARY, USABLE),
                        address("2001:db8:1:2:b123:4:5:6", TEMPORARY, UNUSABLE),
                        address("2001:db8:1:2:18f0:1:2:3", STABLE, USABLE),
                        address("2001:db8:1:2:18f0:1:2:4", STABLE, UNUSABLE),
                        address("fe80::18f0:1:2:3", STABLE, USABLE)),
                system("Windows 11").read(output.lines().toList()));
    }

    @Test
    void windows_speaksTheUsersLanguage() throws Exception {
        // The first non-ASCII letter of the German word, as ISO 8859-1 reads the console's bytes.
        String output =
                """
                Adresstyp  DAD-Status  Gueltigkeit Bevorzugt Adresse
                ---------  ----------- ---------- ---------- ------------------------
                Tempor\u0084r  Bevorzugt     6d23h52m    23h52m  2001:db8:1:2:a123:4:5:6
                Tempor\u0084r  Abgelehnt     5d23h52m         0s 2001:db8:1:2:b123:4:5:6
                \u0099ffentlich Bevorzugt    6d23h52m  6d23h52m  2001:db8:1:2:18f0:1:2:3
                """;
        assertEquals(
                List.of(
                        address("2001:db8:1:2:a123:4:5:6", TEMPORARY, USABLE),
                        address("2001:db8:1:2:b123:4:5:6", TEMPORARY, UNUSABLE),
                        address("2001:db8:1:2:18f0:1:2:3", STABLE, USABLE)),
                system("Windows 11").read(output.lines().toList()));
    }

    @Test
    void programsAreNamedByTheirFullPath() {
        assertEquals("D:\\Win\\System32\\netsh.exe", system("Windows 10").command().get(0));
        assertEquals("/sbin/ifconfig", system("Mac OS X").command().get(0));
        assertEquals(List.of(), system("Linux").command());
    }
}
