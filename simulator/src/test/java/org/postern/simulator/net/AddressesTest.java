// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "1.2.3", "1.2.3.256", "1.2.3.4.5", "01.2.3.4", "", "::x"})
    void whatIsNotWrittenOutInNumbers_isNoAddress(String text) {
        assertTrue(Addresses.literal(text).isEmpty());
    }

    @Test
    void ipv6InUrls_standsInBracketsWithoutScope() throws Exception {
        InetAddress scoped = InetAddress.getByName("fe80::1%1");
        assertEquals("[fe80:0:0:0:0:0:0:1]:80", Addresses.hostAndPort(scoped, 80));
        assertEquals("1.2.3.4:80", Addresses.hostAndPort(InetAddress.getByName("1.2.3.4"), 80));
    }

    @Test
    void textFromOutside_cannotMoveTheCursorOrTurnTheLine() {
        assertEquals("a?[31mb?c?d", Addresses.printable("a\u001b[31mb\nc\u202ed"));
        assertEquals(200, Addresses.printable("x".repeat(5000)).length());
    }
}
