// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.LanInterface;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sockets of the server: one for each address, so that each reply comes from the address that
 * was asked. Safe for all threads.
 */
final class PxpSockets implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.simulator.pxp");

    private final List<DatagramChannel> channels = new ArrayList<>();

    /** Those of the channels, and of IPv4 also where nothing listens. */
    private final List<InetSocketAddress> addresses = new ArrayList<>();

    /** Opens them; IPv6 uses the port of IPv4. Fails with a sentence if a port is taken. */
    static PxpSockets open(LanInterface lan, PxpSettings settings) throws IOException {
        PxpSockets sockets = new PxpSockets();
        try {
            int port =
                    sockets.add(
                            new InetSocketAddress(lan.address(), settings.port()),
                            lan.networkInterface());
            if (!settings.ipv4()) {
                sockets.channels.remove(0).close();
            }
            if (settings.ipv6()) {
                for (Inet6Address own : lan.ipv6Servers()) {
                    sockets.add(new InetSocketAddress(own, port), lan.networkInterface());
                }
            }
            return sockets;
        } catch (IOException e) {
            sockets.close();
            throw e;
        }
    }

    List<DatagramChannel> channels() {
        return List.copyOf(channels);
    }

    /** Where it listens over IPv4, or clients look for it. */
    Optional<InetSocketAddress> ipv4() {
        return own(Inet4Address.class);
    }

    /** Where it listens over IPv6, at the address of the widest scope. */
    Optional<InetSocketAddress> ipv6() {
        return own(Inet6Address.class);
    }

    /** Sends to a multicast group from the server's port, over IPv6 from the narrowest scope. */
    void sendToGroup(byte[] datagram, InetSocketAddress group) {
        channels.stream()
                .filter(each -> isIpv6(each) == (group.getAddress() instanceof Inet6Address))
                .reduce((wider, narrower) -> narrower)
                .ifPresent(channel -> send(channel, datagram, group));
    }

    static void send(DatagramChannel channel, byte[] datagram, InetSocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(datagram), to);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nothing sent to {0}: {1}", to, e.getMessage());
        }
    }

    @Override
    public void close() {
        for (DatagramChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing failed: {0}", e.getMessage());
            }
        }
    }

    private int add(InetSocketAddress own, NetworkInterface lan) throws IOException {
        DatagramChannel channel =
                DatagramChannel.open(
                        own.getAddress() instanceof Inet6Address
                                ? StandardProtocolFamily.INET6
                                : StandardProtocolFamily.INET);
        channels.add(channel);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, lan);
            channel.bind(own);
        } catch (IOException e) {
            throw new IOException(
                    "PCP and NAT-PMP cannot listen on "
                            + Addresses.hostAndPort(own)
                            + ": "
                            + e.getMessage(),
                    e);
        }
        InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
        addresses.add(bound);
        return bound.getPort();
    }

    private Optional<InetSocketAddress> own(Class<? extends InetAddress> family) {
        return addresses.stream()
                .filter(address -> family.isInstance(address.getAddress()))
                .findFirst();
    }

    private static boolean isIpv6(DatagramChannel channel) {
        return channel.socket().getLocalAddress() instanceof Inet6Address;
    }
}
