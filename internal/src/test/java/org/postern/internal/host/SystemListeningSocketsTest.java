// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

class SystemListeningSocketsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the others are asked by commands")
    void socketsOfThisMachineAreFound() throws Exception {
        int port;
        try (ServerSocket tcp = new ServerSocket(0, 1, LOOPBACK)) {
            port = tcp.getLocalPort();
            ListeningSockets now = SystemListeningSockets.read();
            assertTrue(now.measured());
            assertTrue(now.tcp().contains(new InetSocketAddress(LOOPBACK, port)));
        }
        assertFalse(
                SystemListeningSockets.read()
                        .tcp()
                        .contains(new InetSocketAddress(LOOPBACK, port)));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the others are asked by commands")
    void datagramSocketsAreFoundUnlessTheyAreConnected() throws Exception {
        try (DatagramSocket udp = new DatagramSocket(0, LOOPBACK)) {
            InetSocketAddress local = new InetSocketAddress(LOOPBACK, udp.getLocalPort());
            assertTrue(SystemListeningSockets.read().udp().contains(local));
            udp.connect(new InetSocketAddress(LOOPBACK, 9));
            assertFalse(SystemListeningSockets.read().udp().contains(local));
        }
    }

    /** The JDK listens on both families where there is IPv6. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the others are asked by commands")
    void aSocketOnAllAddressesIsReachedOverIpv4() throws Exception {
        try (ServerSocket tcp = new ServerSocket(0)) {
            assertTrue(
                    ListeningSockets.reach(
                            SystemListeningSockets.read().tcp(),
                            InetAddress.getByName("192.0.2.1"),
                            tcp.getLocalPort()));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the others are asked by commands")
    void aSocketOfBothFamiliesStaysSo_whereItsPortIsExamined() throws Exception {
        try (ServerSocket tcp = new ServerSocket(0);
                DatagramSocket udp = new DatagramSocket(0)) {
            InetAddress own = InetAddress.getByName("192.0.2.1");
            assertTrue(
                    ListeningSockets.reach(
                            SystemListeningSockets.readFor(tcp.getLocalPort()).tcp(),
                            own,
                            tcp.getLocalPort()));
            assertTrue(
                    ListeningSockets.reach(
                            SystemListeningSockets.readFor(udp.getLocalPort()).udp(),
                            own,
                            udp.getLocalPort()));
        }
    }

    @Test
    void linux_allOfIpv6IsAllOfIpv4AsWell() throws Exception {
        InetSocketAddress nobody = new InetSocketAddress(0);
        InetSocketAddress both = new InetSocketAddress(InetAddress.getByName("::"), 8080);
        InetSocketAddress one = new InetSocketAddress(InetAddress.getByName("::1"), 8081);
        ListeningSockets sockets =
                SystemListeningSockets.ofLinux(
                        List.of(
                                new KernelSocket(both, nobody, KernelSocket.LISTEN, 1),
                                new KernelSocket(one, nobody, KernelSocket.LISTEN, 2),
                                new KernelSocket(one, nobody, KernelSocket.SYN_RECEIVED, 3)),
                        List.of(new KernelSocket(one, nobody, 1, 4)));
        assertEquals(
                new ListeningSockets(
                        true,
                        List.of(
                                both,
                                new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 8080),
                                one),
                        List.of()),
                sockets);
    }

    @Test
    void whatIsSentToAnAddressReachesItsSocketsAndThoseOfAllAddresses() throws Exception {
        InetAddress own = InetAddress.getByName("192.0.2.1");
        List<InetSocketAddress> sockets =
                List.of(
                        new InetSocketAddress(own, 1),
                        new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 2),
                        new InetSocketAddress(InetAddress.getByName("::"), 3),
                        new InetSocketAddress(LOOPBACK, 4));
        assertTrue(ListeningSockets.reach(sockets, own, 1));
        assertTrue(ListeningSockets.reach(sockets, own, 2));
        assertFalse(ListeningSockets.reach(sockets, own, 3));
        assertFalse(ListeningSockets.reach(sockets, own, 4));
        assertFalse(ListeningSockets.reach(sockets, own, 5));
        assertTrue(ListeningSockets.reach(sockets, InetAddress.getByName("2001:db8::1"), 3));
    }
}
