// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

class Ipv4PortTest {
    /** The JDK listens on both families where there is IPv6. */
    @Test
    void whoListensOnAllAddressesHasThePort() throws Exception {
        int port;
        try (ServerSocket tcp = new ServerSocket(0)) {
            port = tcp.getLocalPort();
            assertFalse(Ipv4Port.isFreeTcp(port));
        }
        assertTrue(Ipv4Port.isFreeTcp(port));
    }

    @Test
    void whoReceivesOnAllAddressesHasThePort() throws Exception {
        int port;
        try (DatagramSocket udp = new DatagramSocket(0)) {
            port = udp.getLocalPort();
            assertFalse(Ipv4Port.isFreeUdp(port));
        }
        assertTrue(Ipv4Port.isFreeUdp(port));
    }

    @Test
    void theAddressIsTheUnspecifiedOne() throws Exception {
        assertEquals(
                new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 8080),
                Ipv4Port.onAllAddresses(8080));
    }
}
