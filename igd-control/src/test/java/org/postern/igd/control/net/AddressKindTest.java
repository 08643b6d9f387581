// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTest {
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        // Documentation addresses stand for public ones in tests and demos.
        "203.0.113.7, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.1, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.1, PUBLIC",
        "192.0.1.1, PUBLIC",
        "198.17.255.255, PUBLIC",
        "2001:db8::1, PUBLIC",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.0.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "169.254.1.1, PRIVATE",
        "192.0.0.2, PRIVATE",
        "198.18.0.1, PRIVATE",
        "198.19.255.255, PRIVATE",
        "fd00::1, PRIVATE",
        "fc00::1, PRIVATE",
        "fe80::1, PRIVATE",
        "0.0.0.0, NONE",
        "0.1.2.3, NONE",
        "127.0.0.1, NONE",
        "224.0.0.1, NONE",
        "240.0.0.1, NONE",
        "255.255.255.255, NONE",
        "::, NONE",
        "::1, NONE",
        "ff02::c, NONE",
    })
    void address_isOfItsKind(String address, AddressKind kind) {
        assertEquals(kind, AddressKind.of(AddressLiteral.parse(address).orElseThrow()));
    }
}
