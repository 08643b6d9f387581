// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import org.postern.simulator.net.Threads;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The socket through which one outside peer talks to the internal client. A thread sends the
 * replies back, and ends the session when neither side has sent anything for too long.
 */
final class UdpSession implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");
    private static final int LARGEST_DATAGRAM = 65_535;

    private final DatagramSocket inside;
    private final DatagramSocket wan;
    private final InetSocketAddress peer;
    private final Duration idle;
    private final TrafficCounters traffic;
    private final Thread thread = Threads.daemon("forward", this::run);
    private volatile long lastUse = System.nanoTime();

    private UdpSession(
            DatagramSocket inside,
            DatagramSocket wan,
            InetSocketAddress peer,
            Duration idle,
            TrafficCounters traffic) {
        this.inside = inside;
        this.wan = wan;
        this.peer = peer;
        this.idle = idle;
        this.traffic = traffic;
    }

    /** A session for a peer; replies to it leave through {@code wan}. */
    static UdpSession open(
            DatagramSocket wan,
            InetSocketAddress peer,
            InetSocketAddress target,
            Duration idle,
            TrafficCounters traffic)
            throws IOException {
        DatagramSocket inside = new DatagramSocket();
        try {
            inside.setSoTimeout((int) idle.toMillis());
            inside.connect(target);
        } catch (IOException e) {
            inside.close();
            throw e;
        }
        UdpSession session = new UdpSession(inside, wan, peer, idle, traffic);
        session.thread.start();
        return session;
    }

    /** Sends to the internal client what came from the peer. */
    void forward(DatagramPacket packet) throws IOException {
        lastUse = System.nanoTime();
        inside.send(new DatagramPacket(packet.getData(), packet.getLength()));
        traffic.received(packet.getLength());
    }

    boolean ended() {
        return inside.isClosed();
    }

    @Override
    public void close() {
        inside.close();
        Threads.await(thread);
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
        while (!inside.isClosed()) {
            try {
                packet.setLength(LARGEST_DATAGRAM);
                inside.receive(packet);
                lastUse = System.nanoTime();
                wan.send(new DatagramPacket(packet.getData(), packet.getLength(), peer));
                traffic.sent(packet.getLength());
            } catch (SocketTimeoutException silent) {
                if (System.nanoTime() - lastUse >= idle.toNanos()) {
                    inside.close();
                }
            } catch (IOException e) {
                // Such as when ICMP says that no program listens; one may do so later.
                LOG.log(Level.DEBUG, "a reply was lost: {0}", e.getMessage());
            }
        }
    }
}
