// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The examples of RFC 5952, and those at the edges. */
class Ipv6TextTest {
    @ParameterizedTest
    @CsvSource({
        "2001:db8:77:0:0:0:0:5, 2001:db8:77::5",
        "2001:0DB8::0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:1:2:a123:4:5:6, 2001:db8:1:2:a123:4:5:6",
        "2001:db8:1:0:0:0:0:0, 2001:db8:1::",
        "fe80::1%1, fe80::1",
        "::1, ::1",
        "::, ::",
        "0:1::, 0:1::"
    })
    void writesTheCanonicalText(String literal, String canonical) throws UnknownHostException {
        assertEquals(canonical, Ipv6Text.of((Inet6Address) InetAddress.getByName(literal)));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.5, 192.0.2.5", "2001:db8:0:0::5, 2001:db8::5", "fe80::1%1, fe80::1%1"})
    void eitherFamily_keepsTheScope(String literal, String text) throws UnknownHostException {
        assertEquals(text.replaceAll("%.*", ""), told(literal).replaceAll("%.*", ""));
        assertEquals(text.contains("%"), told(literal).contains("%"));
    }

    private static String told(String literal) throws UnknownHostException {
        return Ipv6Text.of(InetAddress.getByName(literal));
    }
}
