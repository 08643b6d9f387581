// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.net.CloseableStack;
import org.postern.simulator.net.LanInterface;
import org.postern.simulator.net.Threads;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;

/**
 * Listens for PCP and NAT-PMP on the thread {@code postern-sim-pxp}, which answers requests one
 * after the other. All methods may be called by any thread.
 */
public final class PxpServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.simulator.pxp");

    /** The longest packet of PCP (RFC 6887, section 7); the rest of a longer one is not read. */
    private static final int LONGEST_PACKET = 1100;

    private final LanInterface lan;
    private final PxpSockets sockets;
    private final PxpReplies replies;
    private final PxpResponder responder;
    private final PxpAnnouncer announcer;
    private final PxpEpoch epoch;
    private final ReportedAddress external;
    private final Selector selector;
    private final Thread thread = Threads.daemon("pxp", this::run);

    /** The external address that was reported last; guarded by this object's lock. */
    private Optional<Inet4Address> announced;

    private PxpServer(
            PxpEnvironment around, PxpSettings settings, PxpRules rules, CloseableStack opened)
            throws IOException {
        lan = around.lan();
        epoch = new PxpEpoch(around.clock(), rules::firstEpoch);
        external = new ReportedAddress(around.facts(), rules);
        announced = external.now();
        PxpPorts ports = new PxpPorts(around.table(), around.policy(), rules);
        PxpPinholes pinholes = new PxpPinholes(around.pinholes(), rules.pinholes());
        NatPmpResponder natPmp = new NatPmpResponder(epoch, external, ports, rules);
        PcpResponder pcp = new PcpResponder(epoch, external, ports, pinholes, rules);
        responder = new PxpResponder(settings, pcp, natPmp, epoch, rules, around.log());
        sockets = opened.keep(PxpSockets.open(lan, settings));
        replies = opened.keep(PxpReplies.open(rules.sending(), around.wan()));
        announcer = new PxpAnnouncer(sockets, settings, natPmp, epoch, rules.announcements());
        selector = opened.keep(Selector.open());
        for (DatagramChannel channel : sockets.channels()) {
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    /**
     * Starts to answer, and announces itself.
     *
     * @throws IOException with a sentence, if a port cannot be bound
     */
    public static PxpServer start(PxpEnvironment around, PxpSettings asked, PxpRules rules)
            throws IOException {
        CloseableStack opened = new CloseableStack();
        try {
            PxpServer server = new PxpServer(around, rules.settings(asked), rules, opened);
            server.thread.start();
            server.announcer.started();
            return server;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** Where it listens over IPv4, or with a quirk refuses to. */
    public Optional<InetSocketAddress> ipv4() {
        return sockets.ipv4();
    }

    /** Where it listens over IPv6. */
    public Optional<InetSocketAddress> ipv6() {
        return sockets.ipv6();
    }

    /** Announces itself in all protocols that it speaks; returns when that is sent. */
    public void announce() {
        announcer.all();
    }

    /** Starts the epoch anew, and announces itself as at a start. */
    public void restart() {
        epoch.restart();
        announcer.started();
    }

    /** Sets the epoch, 0..2³²−1, which goes on from there. */
    public void setEpoch(long seconds) {
        epoch.set(seconds);
    }

    /** Announces another external address, if it has changed. */
    public synchronized void addressMayHaveChanged() {
        Optional<Inet4Address> now = external.now();
        if (!now.equals(announced)) {
            announced = now;
            announcer.addressChanged(now.isEmpty());
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing failed: {0}", e.getMessage());
        }
        Threads.await(thread);
        sockets.close();
        replies.close();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> answer((DatagramChannel) key.channel()));
            }
        } catch (ClosedSelectorException ended) {
            LOG.log(Level.DEBUG, "ended");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "PCP and NAT-PMP stopped: {0}", e.toString());
        }
    }

    private void answer(DatagramChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_PACKET);
        try {
            InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
            if (from != null && isInside(from.getAddress())) {
                byte[] request = new byte[buffer.flip().remaining()];
                buffer.get(request);
                responder
                        .answer(request, from)
                        .ifPresent(reply -> replies.send(channel, reply, from));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nothing received: {0}", e.getMessage());
        }
    }

    /** Requests from elsewhere are not answered. */
    private boolean isInside(InetAddress sender) {
        return !(sender instanceof Inet4Address ipv4) || lan.onLink(ipv4);
    }
}
