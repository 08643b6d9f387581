// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.routes.Route;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

@Timeout(60)
class DefaultGatewaysTest {
    private static final String LOOPBACK = loopback();

    private static String loopback() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
    }

    private static Route route(String gateway, String name) throws Exception {
        return new Route(InetAddress.getByName(gateway), name, 0);
    }

    @Test
    void eachIsListedOnce_inOrder_andNoMoreThanFour() throws Exception {
        List<Route> routes = new ArrayList<>();
        routes.add(route("192.168.66.254", LOOPBACK));
        for (int i = 1; i < 9; i++) {
            routes.add(route("192.168.66." + i, "gone" + i));
            routes.add(route("192.168.66." + i, "gone" + i));
        }
        assertEquals(
                List.of(
                        new DefaultGateway(
                                InetAddress.getByName("192.168.66.254"), LOOPBACK, false),
                        new DefaultGateway(InetAddress.getByName("192.168.66.1"), "", false),
                        new DefaultGateway(InetAddress.getByName("192.168.66.2"), "", false),
                        new DefaultGateway(InetAddress.getByName("192.168.66.3"), "", false)),
                new DefaultGateways(() -> routes).find(List.of()));
    }

    @Test
    void thoseBehindTunnelsAreMarked() throws Exception {
        List<Route> routes = List.of(route("10.8.0.1", LOOPBACK));
        HostInterface tunnel = new HostInterface(LOOPBACK, true, true, List.of());
        assertEquals(
                List.of(new DefaultGateway(InetAddress.getByName("10.8.0.1"), LOOPBACK, true)),
                new DefaultGateways(() -> routes).find(List.of(tunnel)));
    }

    @Test
    void anInterruptEndsIt() {
        DefaultGateways interrupted =
                new DefaultGateways(
                        () -> {
                            throw new InterruptedException();
                        });
        assertEquals(List.of(), interrupted.find(List.of()));
        assertTrue(Thread.interrupted());
    }

    @Test
    void thoseOfThisMachineCanBeRead() {
        assertTrue(DefaultGateways.ofThisSystem().find(List.of()).size() <= 4);
    }
}
