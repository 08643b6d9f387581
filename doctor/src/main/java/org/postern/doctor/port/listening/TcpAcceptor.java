// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.listening;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * Accepts connections, and lets the other side end them: a reset could arrive there before it is seen
 * that the connection came about, and an end from here would keep the port from a program that starts
 * next (RFC 9293 section 3.6.1). Answers event messages, for which gateways wait.
 */
final class TcpAcceptor implements ListeningChannel {
    /** More than come in a test; beyond it the oldest one is reset. */
    private static final int MOST = 32;

    private static final int BACKLOG = 16;

    /** How an event message begins (UDA 1.1 section 4.3.2). */
    private static final String NOTIFY = "NOTIFY ";

    /** So short that it fits into any send buffer. */
    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocketChannel channel;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocate(4096);
    private final Deque<SocketChannel> connections = new ArrayDeque<>();

    private TcpAcceptor(ServerSocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    static TcpAcceptor open(InetSocketAddress place, Selector selector) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(place, BACKLOG);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            return new TcpAcceptor(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    public Set<Arrival> proceed() {
        Set<Arrival> came = new HashSet<>();
        try {
            SocketChannel next = channel.accept();
            while (next != null) {
                came.add(new Arrival(remote(next), ""));
                take(next);
                next = channel.accept();
            }
        } catch (IOException e) {
            // It was gone before it was accepted, or there are too many open files.
        }
        for (Iterator<SocketChannel> each = connections.iterator(); each.hasNext(); ) {
            SocketChannel connection = each.next();
            if (isEnded(connection, came)) {
                close(connection);
                each.remove();
            }
        }
        return came;
    }

    private void take(SocketChannel connection) throws IOException {
        connections.add(connection);
        if (connections.size() > MOST) {
            reset(connections.remove());
        }
        connection.configureBlocking(false);
        connection.register(selector, SelectionKey.OP_READ);
    }

    private boolean isEnded(SocketChannel connection, Set<Arrival> came) {
        try {
            int count = connection.read(received.clear());
            if (count > 0) {
                Arrival arrival = Arrival.of(remote(connection), received.flip());
                came.add(arrival);
                if (arrival.start().startsWith(NOTIFY)) {
                    connection.write(ByteBuffer.wrap(OK));
                }
            }
            return count < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static InetAddress remote(SocketChannel connection) throws IOException {
        return ((InetSocketAddress) connection.getRemoteAddress()).getAddress();
    }

    @Override
    public void close() throws IOException {
        connections.forEach(TcpAcceptor::reset);
        channel.close();
    }

    /** Leaves nothing behind at the port. */
    private static void reset(SocketChannel connection) {
        try {
            connection.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It has ended.
        }
        close(connection);
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // There is nothing left to lose.
        }
    }
}
