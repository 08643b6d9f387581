// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.time.Duration;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0, permanent",
        "59, 59 s",
        "3599, 59 min 59 s",
        "604800, 7 d",
    })
    void lease_asPeopleReadIt(long seconds, String text) {
        assertEquals(text, Quantities.lease(Duration.ofSeconds(seconds)));
    }

    @Test
    void amounts_asPeopleReadThem() throws Exception {
        assertEquals("999 bit/s", Quantities.rate(999));
        assertEquals("1 Gbit/s", Quantities.rate(1_000_000_000));
        assertEquals("4.3 GB", Quantities.bytes(4_294_967_295L));
        assertEquals("[::1]:80", Quantities.endPoint(InetAddress.getByName("::1"), 80));
    }
}
