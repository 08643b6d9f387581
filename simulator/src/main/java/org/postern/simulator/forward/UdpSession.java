// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** The socket through which one outside peer talks to the internal client. */
final class UdpSession implements ReadyHandler {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");

    private final DatagramChannel inside;
    private final DatagramChannel wan;
    private final InetSocketAddress peer;
    private final ByteBuffer buffer;
    private final TrafficCounters traffic;
    private long lastUse = System.nanoTime();

    private UdpSession(
            DatagramChannel inside,
            DatagramChannel wan,
            InetSocketAddress peer,
            ByteBuffer buffer,
            TrafficCounters traffic) {
        this.inside = inside;
        this.wan = wan;
        this.peer = peer;
        this.buffer = buffer;
        this.traffic = traffic;
    }

    /** A session for a peer; replies to it leave through {@code wan}. */
    static UdpSession open(
            Selector selector,
            DatagramChannel wan,
            InetSocketAddress peer,
            InetSocketAddress target,
            ByteBuffer buffer,
            TrafficCounters traffic)
            throws IOException {
        DatagramChannel inside = DatagramChannel.open();
        try {
            inside.configureBlocking(false);
            inside.connect(target);
            UdpSession session = new UdpSession(inside, wan, peer, buffer, traffic);
            inside.register(selector, SelectionKey.OP_READ, session);
            return session;
        } catch (IOException e) {
            Closing.quietly(inside);
            throw e;
        }
    }

    void inward(ByteBuffer datagram) {
        lastUse = System.nanoTime();
        int size = datagram.remaining();
        try {
            if (inside.write(datagram) == size) {
                traffic.received(size);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a datagram was not delivered: {0}", e.getMessage());
        }
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            buffer.clear();
            int size = inside.read(buffer);
            if (size >= 0) {
                lastUse = System.nanoTime();
                buffer.flip();
                if (wan.send(buffer, peer) == size) {
                    traffic.sent(size);
                }
            }
        } catch (IOException e) {
            // Nobody listens inside, says ICMP; the next datagram may find somebody.
            LOG.log(Level.DEBUG, "a reply was lost: {0}", e.getMessage());
        }
    }

    boolean idleSince(long nanoTime) {
        return lastUse - nanoTime < 0;
    }

    void close() {
        Closing.quietly(inside);
    }
}
