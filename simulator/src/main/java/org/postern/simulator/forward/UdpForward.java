// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Receives on an external UDP port and keeps one session for each outside peer. */
final class UdpForward implements PortForward, ReadyHandler {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");
    private static final int LARGEST_DATAGRAM = 65_535;

    private final Selector selector;
    private final DatagramChannel wan;
    private final Limits limits;
    private final TrafficCounters traffic;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);

    /** Least recently heard of first. */
    private final Map<InetSocketAddress, UdpSession> sessions =
            new LinkedHashMap<>(16, 0.75f, true);

    private ForwardRule rule;

    UdpForward(
            Selector selector,
            InetAddress wanAddress,
            ForwardRule rule,
            Limits limits,
            TrafficCounters traffic)
            throws IOException {
        this.selector = selector;
        this.rule = rule;
        this.limits = limits;
        this.traffic = traffic;
        wan = DatagramChannel.open();
        try {
            wan.bind(new InetSocketAddress(wanAddress, rule.externalPort()));
            wan.configureBlocking(false);
            wan.register(selector, SelectionKey.OP_READ, this);
        } catch (IOException e) {
            Closing.quietly(wan);
            throw e;
        }
    }

    @Override
    public ForwardRule rule() {
        return rule;
    }

    @Override
    public void retarget(ForwardRule changed) {
        endSessions();
        rule = changed;
    }

    @Override
    public void sweep(long nanoTime) {
        long oldest = nanoTime - limits.udpIdle().toNanos();
        Iterator<UdpSession> each = sessions.values().iterator();
        while (each.hasNext()) {
            UdpSession session = each.next();
            if (session.idleSince(oldest)) {
                session.close();
                each.remove();
            }
        }
    }

    @Override
    public void close() {
        Closing.quietly(wan);
        endSessions();
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            buffer.clear();
            InetSocketAddress peer = (InetSocketAddress) wan.receive(buffer);
            if (peer != null && rule.lets(peer.getAddress())) {
                UdpSession session = session(peer);
                buffer.flip();
                session.inward(buffer);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "UDP {0,number,#}: {1}", rule.externalPort(), e.getMessage());
        }
    }

    private UdpSession session(InetSocketAddress peer) throws IOException {
        UdpSession known = sessions.get(peer);
        if (known != null) {
            return known;
        }
        if (sessions.size() >= limits.sessions()) {
            Iterator<UdpSession> oldest = sessions.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
        UdpSession fresh = UdpSession.open(selector, wan, peer, rule.target(), buffer, traffic);
        sessions.put(peer, fresh);
        return fresh;
    }

    private void endSessions() {
        sessions.values().forEach(UdpSession::close);
        sessions.clear();
    }
}
