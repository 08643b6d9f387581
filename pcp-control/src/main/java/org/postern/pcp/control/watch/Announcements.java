// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import static org.postern.pcp.control.logging.PcpLog.LOG;

import org.postern.pcp.control.exchange.GroupSocket;
import org.postern.pcp.control.exchange.NetworkLoop;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpReplyReader;
import org.postern.pcp.control.server.PcpServer;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What servers announce to all hosts when they start, or when their address changes (RFC 6887
 * section 14.1.1, RFC 6886 section 3.2.1). Anybody can send such a datagram: it counts only from the
 * address and port of a server that is watched, and in the exact form. It can cause nothing but
 * questions and renewals. For the loop's thread alone.
 */
public final class Announcements {
    private static final String ALL_HOSTS = "224.0.0.1";
    private static final String ALL_NODES = "ff02::1";

    private static final int PCP_LENGTH = 24;
    private static final int NAT_PMP_LENGTH = 12;

    /** Servers send each of their announcements up to four times within a second. */
    private static final int MOST_PER_SECOND = 8;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Whoever watches servers. */
    interface Listener {
        /** The server at an address, where it is watched. */
        Optional<PcpServer> known(InetSocketAddress address);

        /** A server has announced itself that was known. */
        void announced();
    }

    private final NetworkLoop loop;
    private final Set<Listener> listeners = new LinkedHashSet<>();

    /** Of IPv6 and of IPv4. */
    private final Map<Boolean, GroupSocket> sockets = new HashMap<>();

    /** Those that another program has to itself. */
    private final Set<Boolean> unavailable = new HashSet<>();

    private long second;
    private int inSecond;

    /** Listens while there are listeners. */
    public Announcements(NetworkLoop loop) {
        this.loop = loop;
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            sockets.values().forEach(GroupSocket::close);
            sockets.clear();
        }
    }

    /** Listens on the interface of an address of this machine, too. */
    void listenOn(InetAddress own) {
        try {
            NetworkInterface via = NetworkInterface.getByInetAddress(own);
            boolean ipv6 = own instanceof Inet6Address;
            if (via != null && !unavailable.contains(ipv6)) {
                open(ipv6).join(via);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, () -> "No announcements come from " + own + ": " + e.getMessage());
        }
    }

    private GroupSocket open(boolean ipv6) throws IOException {
        GroupSocket open = sockets.get(ipv6);
        if (open == null) {
            try {
                open = loop.listen(group(ipv6), (from, datagram) -> received(ipv6, from, datagram));
                sockets.put(ipv6, open);
            } catch (IOException e) {
                unavailable.add(ipv6);
                LOG.log(
                        Level.INFO,
                        "Another program has port "
                                + PcpEndpoint.CLIENT_PORT
                                + " ("
                                + e.getMessage()
                                + "): restarts of routers with PCP are noticed up to a minute"
                                + " later.");
                throw e;
            }
        }
        return open;
    }

    private static InetSocketAddress group(boolean ipv6) throws UnknownHostException {
        return new InetSocketAddress(
                InetAddress.getByName(ipv6 ? ALL_NODES : ALL_HOSTS), PcpEndpoint.CLIENT_PORT);
    }

    /** Sockets of IPv6 may receive what is sent over IPv4, which the other one has, too. */
    private void received(boolean ipv6, InetSocketAddress from, ByteBuffer datagram) {
        if (from.getAddress() instanceof Inet6Address != ipv6 || isFlooded()) {
            return;
        }
        int length = datagram.remaining();
        PcpReplyReader.read(datagram)
                .filter(reply -> isAnnouncement(reply, length))
                .ifPresent(reply -> announced(from, reply));
    }

    private static boolean isAnnouncement(PcpReply reply, int length) {
        return reply instanceof PcpReply.Announced && length == PCP_LENGTH
                || reply instanceof PcpReply.PmpAddress && length == NAT_PMP_LENGTH;
    }

    /** Once, however many watch the server. */
    private void announced(InetSocketAddress from, PcpReply reply) {
        Optional<PcpServer> server =
                listeners.stream()
                        .map(each -> each.known(from))
                        .flatMap(Optional::stream)
                        .findFirst();
        if (server.isPresent()) {
            LOG.log(Level.DEBUG, () -> "The gateway at " + from + " announces itself.");
            server.get().announced(reply, loop.nanoTime());
            Set.copyOf(listeners).forEach(Listener::announced);
        }
    }

    private boolean isFlooded() {
        long now = loop.nanoTime();
        if (inSecond == 0 || now - second >= SECOND) {
            second = now;
            inSecond = 0;
        }
        inSecond++;
        return inSecond > MOST_PER_SECOND;
    }
}
