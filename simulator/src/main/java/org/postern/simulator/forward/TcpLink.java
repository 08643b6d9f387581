// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A connection from outside and the one to the internal client that belongs to it. */
final class TcpLink implements ReadyHandler {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");

    private final SocketChannel outside;
    private final SocketChannel inside;
    private final SelectionKey outsideKey;
    private final SelectionKey insideKey;
    private final TcpFlow inbound;
    private final TcpFlow outbound;
    private long lastUse = System.nanoTime();
    private boolean open = true;

    private TcpLink(
            Selector selector, SocketChannel outside, SocketChannel inside, TrafficCounters traffic)
            throws IOException {
        this.outside = outside;
        this.inside = inside;
        inbound = new TcpFlow(outside, inside, traffic::received);
        outbound = new TcpFlow(inside, outside, traffic::sent);
        // Nothing is read from outside before the internal client has accepted.
        outsideKey = outside.register(selector, 0, this);
        insideKey = inside.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** Begins to connect to the target; closes both sides if that fails at once. */
    static TcpLink open(
            Selector selector,
            SocketChannel outside,
            InetSocketAddress target,
            TrafficCounters traffic)
            throws IOException {
        SocketChannel inside = SocketChannel.open();
        try {
            outside.configureBlocking(false);
            inside.configureBlocking(false);
            TcpLink link = new TcpLink(selector, outside, inside, traffic);
            if (inside.connect(target)) {
                link.connected();
            }
            return link;
        } catch (IOException | RuntimeException e) {
            Closing.quietly(inside);
            Closing.quietly(outside);
            throw e instanceof IOException io ? io : new IOException(e);
        }
    }

    @Override
    public void ready(SelectionKey key) {
        if (!open) {
            return;
        }
        try {
            if (key.isConnectable()) {
                inside.finishConnect();
                connected();
            } else {
                pump();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a TCP connection ended: {0}", e.getMessage());
            reset();
        }
    }

    boolean open() {
        return open;
    }

    boolean idleSince(long nanoTime) {
        return lastUse - nanoTime < 0;
    }

    void close() {
        open = false;
        Closing.quietly(outside);
        Closing.quietly(inside);
    }

    private void connected() throws IOException {
        if (inside.getLocalAddress().equals(inside.getRemoteAddress())) {
            // TCP's simultaneous open can connect a socket to itself when nobody listens there.
            throw new IOException("the internal client does not listen");
        }
        insideKey.interestOps(SelectionKey.OP_READ);
        pump();
    }

    private void pump() throws IOException {
        boolean moved = inbound.pump();
        moved |= outbound.pump();
        if (moved) {
            lastUse = System.nanoTime();
        }
        if (inbound.done() && outbound.done()) {
            close();
        } else {
            outsideKey.interestOps(interest(inbound, outbound));
            insideKey.interestOps(interest(outbound, inbound));
        }
    }

    private static int interest(TcpFlow readFrom, TcpFlow writtenTo) {
        return (readFrom.wantsRead() ? SelectionKey.OP_READ : 0)
                | (writtenTo.wantsWrite() ? SelectionKey.OP_WRITE : 0);
    }

    /** As a NAT without the connection would: the outside sees a reset, not an end. */
    private void reset() {
        try {
            outside.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException alreadyGone) {
            LOG.log(Level.DEBUG, "no reset sent: {0}", alreadyGone.getMessage());
        }
        close();
    }
}
