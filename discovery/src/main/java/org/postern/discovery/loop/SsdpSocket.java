// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.loop;

import org.jspecify.annotations.Nullable;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.paths.NetworkPath;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * A socket and its receivers. Searches that ask for the same source port share one, since of two
 * sockets on one port only one would receive the answers; listeners share theirs too. Confined to
 * the selector thread.
 */
public final class SsdpSocket {
    /** Whole networks answer within milliseconds; the usual default holds about 200 datagrams. */
    private static final int RECEIVE_BUFFER = 512 * 1024;

    /** Windows binds to addresses of its own only. */
    private static final boolean BINDS_TO_GROUPS =
            !System.getProperty("os.name", "").startsWith("Windows");

    private final DatagramChannel channel;
    private final NetworkPath path;
    private final List<DatagramReceiver> receivers = new ArrayList<>();

    private SsdpSocket(DatagramChannel channel, NetworkPath path) {
        this.channel = channel;
        this.path = path;
    }

    /** Binds to the path's local address, so that it is known where answers arrive. */
    static SsdpSocket open(NetworkPath path, int port, Selector selector) throws IOException {
        DatagramChannel channel = channel(path);
        try {
            SsdpSocket socket = new SsdpSocket(channel, path);
            channel.configureBlocking(false);
            if (port != 0) {
                // Other programs use 1900 too. Not REUSEPORT, which would distribute the answers.
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(path.local(), port));
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, path.networkInterface());
            channel.register(selector, SelectionKey.OP_READ, socket);
            return socket;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens a socket that receives what is sent to the first of the path's destinations, a group,
     * on its interface alone. Bound to the group, it takes no unicast from programs that share the
     * port.
     */
    static SsdpSocket join(NetworkPath path, Selector selector) throws IOException {
        InetSocketAddress group = path.destinations().get(0).address();
        DatagramChannel channel = channel(path);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(BINDS_TO_GROUPS ? group : new InetSocketAddress(group.getPort()));
            channel.join(group.getAddress(), path.networkInterface());
            SsdpSocket socket = new SsdpSocket(channel, path);
            channel.register(selector, SelectionKey.OP_READ, socket);
            return socket;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel channel(NetworkPath path) throws IOException {
        try {
            return DatagramChannel.open(
                    path.local() instanceof Inet6Address
                            ? StandardProtocolFamily.INET6
                            : StandardProtocolFamily.INET);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this Java has no such address family", e);
        }
    }

    /** Sends one datagram; the TTL applies to multicast only. */
    public void send(byte[] datagram, Destination to, int ttl) throws IOException {
        if (to.multicast()) {
            // At each send: searches that share this socket may use different values.
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, ttl);
        }
        channel.send(ByteBuffer.wrap(datagram), to.address());
    }

    @Nullable InetSocketAddress receive(ByteBuffer buffer) throws IOException {
        return (InetSocketAddress) channel.receive(buffer);
    }

    public NetworkPath path() {
        return path;
    }

    List<DatagramReceiver> receivers() {
        return receivers;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // A datagram socket has no data left to flush.
        }
    }
}
