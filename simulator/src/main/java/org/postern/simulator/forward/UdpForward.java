// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import org.postern.simulator.net.Threads;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Listens on an external UDP port, on a thread of its own. Each outside peer has a session: a
 * socket through which it talks to the internal client.
 */
final class UdpForward implements PortForward {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");
    private static final int LARGEST_DATAGRAM = 65_535;

    private final DatagramSocket wan;
    private final Limits limits;
    private final TrafficCounters traffic;
    private final Thread thread = Threads.daemon("forward", this::run);

    /** Least recently used first. This and the rule are guarded by this object's lock. */
    private final Map<InetSocketAddress, UdpSession> sessions =
            new LinkedHashMap<>(16, 0.75f, true);

    private ForwardRule rule;

    private UdpForward(
            DatagramSocket wan, ForwardRule rule, Limits limits, TrafficCounters traffic) {
        this.wan = wan;
        this.rule = rule;
        this.limits = limits;
        this.traffic = traffic;
    }

    static UdpForward open(
            InetAddress wan, ForwardRule rule, Limits limits, TrafficCounters traffic)
            throws IOException {
        DatagramSocket socket = new DatagramSocket(rule.externalPort(), wan);
        UdpForward forward = new UdpForward(socket, rule, limits, traffic);
        forward.thread.start();
        return forward;
    }

    @Override
    public synchronized ForwardRule rule() {
        return rule;
    }

    @Override
    public synchronized void retarget(ForwardRule changed) {
        endSessions();
        rule = changed;
    }

    @Override
    public void close() {
        wan.close();
        // The port is free only after that.
        Threads.await(thread);
        endSessions();
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
        while (!wan.isClosed()) {
            try {
                packet.setLength(LARGEST_DATAGRAM);
                wan.receive(packet);
                forward(packet);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a datagram was not delivered: {0}", e.getMessage());
            }
        }
    }

    private synchronized void forward(DatagramPacket packet) throws IOException {
        if (rule.permits(packet.getAddress())) {
            session((InetSocketAddress) packet.getSocketAddress()).forward(packet);
        }
    }

    private UdpSession session(InetSocketAddress peer) throws IOException {
        sessions.values().removeIf(UdpSession::ended);
        UdpSession known = sessions.get(peer);
        if (known != null) {
            return known;
        }
        if (sessions.size() >= limits.sessions()) {
            Iterator<UdpSession> oldest = sessions.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
        UdpSession fresh = UdpSession.open(wan, peer, rule.target(), limits.udpIdle(), traffic);
        sessions.put(peer, fresh);
        return fresh;
    }

    private synchronized void endSessions() {
        sessions.values().forEach(UdpSession::close);
        sessions.clear();
    }
}
