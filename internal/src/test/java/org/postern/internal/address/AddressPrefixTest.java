// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.1, 192.168.1.200, 24, true",
        "192.168.1.1, 192.168.2.1, 24, false",
        "192.168.1.1, 192.168.2.1, 22, true",
        "192.168.3.1, 192.168.4.1, 22, false",
        "128.0.0.0, 127.255.255.255, 1, false",
        "128.0.0.0, 255.255.255.255, 1, true",
        "1.2.3.4, 5.6.7.8, 0, true",
        "1.2.3.4, 1.2.3.4, 32, true",
        "1.2.3.4, 1.2.3.5, 32, false",
        "1.2.3.4, 1.2.3.5, 31, true",
        "1.2.3.4, 1.2.3.4, 33, true",
        "1.2.3.4, 1.2.3.4, -1, false",
        "fe80::1, fe80::2, 64, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, 64, false",
        "2001:db8:0:2::1, 2001:db8:0:3::1, 63, true",
        "::1, 0.0.0.1, 0, false",
    })
    void prefix_isSharedBitByBit(String one, String other, int bits, boolean shared) {
        assertEquals(
                shared,
                AddressPrefix.isShared(
                        AddressLiteral.parse(one).orElseThrow(),
                        AddressLiteral.parse(other).orElseThrow(),
                        bits));
    }
}
