// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.loop.SocketPool;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Recorder;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Set;

class TimeToLiveTest {
    /** Two searches on one source port share a socket, and keep their own time to live. */
    @Test
    void whatIsSentToTheGroupHasTheTimeToLiveOfItsRequest() throws Exception {
        int source = freePort();
        try (FakeDevice device = new FakeDevice();
                Selector selector = Selector.open()) {
            SocketPool sockets = new SocketPool(selector);
            UdpSearch far = search(device, source, 7);
            UdpSearch near = search(device, source, 3);

            far.runDue(sockets);
            assertEquals(source, device.next().from().getPort());
            assertEquals(7, timeToLive(selector.keys()));

            near.runDue(sockets);
            assertEquals(source, device.next().from().getPort());
            assertEquals(3, timeToLive(selector.keys()));

            far.release(sockets);
            near.release(sockets);
        }
    }

    private static UdpSearch search(FakeDevice device, int source, int ttl) throws Exception {
        NetworkPath path =
                new NetworkPath(
                        FakeDevice.loopback(),
                        InetAddress.getByName("127.0.0.1"),
                        List.of(Destination.ipv4Group(device.port())));
        SearchRequest request =
                new SearchRequest(
                        List.of(Loopback.TARGET),
                        Duration.ofSeconds(2),
                        ttl,
                        source,
                        false,
                        Loopback.chosen());
        ListenerGate<SearchListener> gate = ListenerGate.forSearch("test", new Recorder());
        return new UdpSearch(request, () -> List.of(path), gate, () -> 0, () -> {});
    }

    /** Of the one socket that there is. */
    private static int timeToLive(Set<SelectionKey> keys) throws Exception {
        assertEquals(1, keys.size());
        DatagramChannel channel = (DatagramChannel) keys.iterator().next().channel();
        return channel.getOption(StandardSocketOptions.IP_MULTICAST_TTL);
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            return socket.getLocalPort();
        }
    }
}
