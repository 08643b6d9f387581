// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.URI;

class UrlHostTest {
    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.1:5000/a?b=c%20d#e, 192.168.0.254, http://192.168.0.254:5000/a?b=c%20d",
        "http://router.lan, 192.168.0.254, http://192.168.0.254",
        "http://[2001:db8::1]:80/d.xml, fe80::1%1, http://[fe80:0:0:0:0:0:0:1]:80/d.xml"
    })
    void portPathAndQueryStay(String url, String address, String expected) {
        InetAddress other = AddressLiteral.parse(address).orElseThrow();
        assertEquals(expected, UrlHost.replaced(URI.create(url), other).toString());
    }
}
