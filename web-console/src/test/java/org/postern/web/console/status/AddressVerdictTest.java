// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.util.Optional;

class AddressVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "203.0.113.7, PUBLIC",
        "192.168.1.1, DOUBLE_NAT",
        "10.0.0.1, DOUBLE_NAT",
        "198.18.0.1, DOUBLE_NAT",
        "100.64.0.1, CARRIER_NAT",
        "192.0.0.2, DS_LITE",
        "169.254.1.1, SELF_ASSIGNED",
        "0.0.0.0, UNKNOWN",
    })
    void theAddressTells(String address, AddressVerdict verdict) throws Exception {
        assertEquals(verdict, AddressVerdict.of(Optional.of(InetAddress.getByName(address))));
    }

    @Test
    void withoutAnAddress_nothingIsKnown() {
        assertEquals(AddressVerdict.UNKNOWN, AddressVerdict.of(Optional.empty()));
    }
}
