// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;

class LocalAddressTest {
    private static final InetAddress LOOPBACK = AddressLiteral.parse("127.0.0.1").orElseThrow();

    @Test
    void towardLoopback_isLoopback() throws IOException {
        assertEquals(LOOPBACK, LocalAddress.toward(LOOPBACK));
    }

    /** IPv4 is what port mappings are for. */
    @Test
    void towardAnIpv6Host_isTheIpv4AddressBeside() throws IOException {
        InetAddress ipv6 = AddressLiteral.parse("::1").orElseThrow();
        Assumptions.assumeTrue(
                NetworkInterface.getByInetAddress(ipv6) != null, "Skipped: no IPv6 here");

        assertEquals(LOOPBACK, LocalAddress.toward(ipv6));
    }
}
