// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.Optional;

class AddressLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.1, 192.168.1.1",
        "' 10.0.0.1\n', 10.0.0.1",
        "192.168.001.010, 192.168.1.10",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::1, 0:0:0:0:0:0:0:1",
        "[2001:DB8::1], 2001:db8:0:0:0:0:0:1",
        "::ffff:192.168.1.1, 192.168.1.1",
        "[fe80::1%1], fe80:0:0:0:0:0:0:1",
    })
    void literal_isRead(String text, String address) {
        InetAddress read = AddressLiteral.parse(text).orElseThrow();

        assertEquals(address, read.getHostAddress().replaceFirst("%.*", ""));
    }

    /** What the JDK would look up as a name, if it were asked, is never given to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "router.lan",
                "potato",
                "0.0.0.0.",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "999.1.1.1",
                "1.2.3.-4",
                "0x7f.0.0.1",
                "2130706433",
                "1.2.3.4:80",
                "[1.2.3.4]",
                "::g",
                ":",
                ".:",
                "..::",
                "[",
                "[]",
                "[::1",
                "::1]",
                "1:2",
                "fe80::1%",
                "fe80::1%no such",
                "fe80::1%nosuchlink",
                "١.٢.٣.٤",
                "1.2.3.4\u0000"
            })
    @Timeout(5)
    void anythingElse_isNothing(String text) {
        assertEquals(Optional.empty(), AddressLiteral.parse(text));
    }

    @Test
    void longText_isNothing() {
        assertEquals(Optional.empty(), AddressLiteral.parse(":".repeat(100_000)));
        assertEquals(Optional.empty(), AddressLiteral.parse("1.".repeat(100_000)));
    }
}
