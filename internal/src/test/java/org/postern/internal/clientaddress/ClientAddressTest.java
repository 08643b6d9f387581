// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.Inet6Address;
import java.net.InetAddress;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.1, 2001:db8::5, true",
        "fe80::1, 2001:db8::5, true",
        "192.168.1.1, ::1, false",
        "fe80::1, ::1, false",
        "127.0.0.1, ::1, true",
        "::1, ::1, true"
    })
    void loopbackIsReachedOnLoopbackAlone(String router, String named, boolean reached)
            throws Exception {
        assertEquals(
                reached,
                ClientAddress.isReachedThrough(
                        InetAddress.getByName(router),
                        (Inet6Address) InetAddress.getByName(named)));
    }
}
