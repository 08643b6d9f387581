// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Set;

class AddressClassTest {
    private static InetAddress address(String text) {
        return AddressLiteral.parse(text).orElseThrow();
    }

    private static AddressClass classOf(String text) {
        return AddressClass.of(address(text));
    }

    /** The address before the block, its first and its last, and the one after it. */
    @ParameterizedTest
    @CsvSource({
        "'', 0.0.0.0, 0.255.255.255, 1.0.0.0, UNSPECIFIED",
        "9.255.255.255, 10.0.0.0, 10.255.255.255, 11.0.0.0, PRIVATE",
        "100.63.255.255, 100.64.0.0, 100.127.255.255, 100.128.0.0, CARRIER_NAT",
        "126.255.255.255, 127.0.0.0, 127.255.255.255, 128.0.0.0, LOOPBACK",
        "169.253.255.255, 169.254.0.0, 169.254.255.255, 169.255.0.0, LINK_LOCAL",
        "172.15.255.255, 172.16.0.0, 172.31.255.255, 172.32.0.0, PRIVATE",
        "191.255.255.255, 192.0.0.0, 192.0.0.255, 192.0.1.0, DS_LITE",
        "192.0.1.255, 192.0.2.0, 192.0.2.255, 192.0.3.0, DOCUMENTATION",
        "192.167.255.255, 192.168.0.0, 192.168.255.255, 192.169.0.0, PRIVATE",
        "198.17.255.255, 198.18.0.0, 198.19.255.255, 198.20.0.0, BENCHMARK",
        "198.51.99.255, 198.51.100.0, 198.51.100.255, 198.51.101.0, DOCUMENTATION",
        "203.0.112.255, 203.0.113.0, 203.0.113.255, 203.0.114.0, DOCUMENTATION",
        "223.255.255.255, 224.0.0.0, 239.255.255.255, '', MULTICAST",
        "'', 240.0.0.0, 255.255.255.255, '', RESERVED",
        "'', ::, ::, '', UNSPECIFIED",
        "'', ::1, ::1, ::2, LOOPBACK",
        "ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 100::, 100::ffff:ffff:ffff:ffff, 100:0:0:1::,"
                + " RESERVED",
        "2001:1:ffff:ffff:ffff:ffff:ffff:ffff, 2001:2::, 2001:2:0:ffff:ffff:ffff:ffff:ffff,"
                + " 2001:2:1::, BENCHMARK",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db8::,"
                + " 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::, DOCUMENTATION",
        "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff,"
                + " 3fff:1000::, DOCUMENTATION",
        "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
                + " fe00::, UNIQUE_LOCAL",
        "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
                + " '', LINK_LOCAL",
        "'', fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, '', PRIVATE",
        "'', ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, '', MULTICAST",
    })
    void block_endsWhereTheRegistrySays(
            String before, String first, String last, String after, AddressClass addressClass) {
        assertEquals(addressClass, classOf(first));
        assertEquals(addressClass, classOf(last));
        if (!before.isEmpty()) {
            assertEquals(AddressClass.PUBLIC, classOf(before));
        }
        if (!after.isEmpty()) {
            assertEquals(AddressClass.PUBLIC, classOf(after));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2002:c0a8:101::1, PRIVATE",
        "2002:6440:1::1, CARRIER_NAT",
        "2002:808:808::1, PUBLIC",
        "2003::1, PUBLIC",
        "2001:ffff::1, PUBLIC",
    })
    void addressOf6to4_isOfTheClassOfItsIpv4Address(String text, AddressClass addressClass) {
        assertEquals(addressClass, classOf(text));
    }

    @Test
    void mappedAddress_isOfTheClassOfItsIpv4Address() throws Exception {
        assertEquals(AddressClass.PRIVATE, classOf("::ffff:192.168.1.1"));

        byte[] bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        bytes[12] = 10;
        assertEquals(
                AddressClass.PRIVATE, AddressClass.of(Inet6Address.getByAddress(null, bytes, 1)));
    }

    @ParameterizedTest
    @EnumSource
    void onlyPublicAndDocumentationAddresses_arePublic(AddressClass each) {
        assertEquals(
                Set.of(AddressClass.PUBLIC, AddressClass.DOCUMENTATION).contains(each),
                each.isPublic());
    }

    @ParameterizedTest
    @EnumSource
    void routerHasNoAddressThatIsNoHosts(AddressClass each) {
        assertEquals(
                !Set.of(
                                AddressClass.LOOPBACK,
                                AddressClass.MULTICAST,
                                AddressClass.RESERVED,
                                AddressClass.UNSPECIFIED)
                        .contains(each),
                each.isAssignable());
    }
}
