// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.jspecify.annotations.Nullable;

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
 * A socket, and those whom it is read for. Searches that ask for the same source port share one,
 * since of two sockets on one port only one would hear the answers; all who listen share theirs.
 * Confined to the selector thread.
 */
final class Endpoint {
    /** Whole networks answer within milliseconds; the usual default holds about 200 datagrams. */
    private static final int RECEIVE_BUFFER = 512 * 1024;

    /** Windows binds to addresses of its own only. */
    private static final boolean BINDS_TO_GROUPS =
            !System.getProperty("os.name", "").startsWith("Windows");

    private final DatagramChannel channel;
    private final Path path;
    private final List<SsdpTask> users = new ArrayList<>();

    private Endpoint(DatagramChannel channel, Path path) {
        this.channel = channel;
        this.path = path;
    }

    /** Opens a socket on the path's local address, so that it is known where answers come in. */
    static Endpoint open(Path path, int port, Selector selector) throws IOException {
        DatagramChannel channel = channel(path);
        try {
            Endpoint endpoint = new Endpoint(channel, path);
            channel.configureBlocking(false);
            if (port != 0) {
                // Others listen on 1900 too. Not REUSEPORT, which would share answers out.
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(path.local(), port));
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, path.networkInterface());
            channel.register(selector, SelectionKey.OP_READ, endpoint);
            return endpoint;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens a socket that hears the first of the path's destinations, a group, on its interface
     * alone. Bound to the group, it takes no unicast from others who share the port.
     */
    static Endpoint join(Path path, Selector selector) throws IOException {
        InetSocketAddress group = path.destinations().get(0).address();
        DatagramChannel channel = channel(path);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(BINDS_TO_GROUPS ? group : new InetSocketAddress(group.getPort()));
            channel.join(group.getAddress(), path.networkInterface());
            Endpoint endpoint = new Endpoint(channel, path);
            channel.register(selector, SelectionKey.OP_READ, endpoint);
            return endpoint;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel channel(Path path) throws IOException {
        try {
            return DatagramChannel.open(
                    path.local() instanceof Inet6Address
                            ? StandardProtocolFamily.INET6
                            : StandardProtocolFamily.INET);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this Java has no such address family", e);
        }
    }

    void send(byte[] datagram, Destination to, int ttl) throws IOException {
        if (to.multicast()) {
            // At each send, for the next user of this socket may want another.
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, ttl);
        }
        channel.send(ByteBuffer.wrap(datagram), to.address());
    }

    /** Reads one datagram into the buffer. */
    @Nullable InetSocketAddress receive(ByteBuffer buffer) throws IOException {
        return (InetSocketAddress) channel.receive(buffer);
    }

    /** Where datagrams come in. */
    Path path() {
        return path;
    }

    List<SsdpTask> users() {
        return users;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // A datagram socket has nothing left to lose.
        }
    }
}
