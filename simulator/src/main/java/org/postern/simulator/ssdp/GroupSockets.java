// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import org.jspecify.annotations.Nullable;
import org.postern.simulator.net.Addresses;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/**
 * The sockets for one multicast group on one interface: one receives from the group; the other, at
 * the interface's address, receives unicast searches and sends everything, from port 1900.
 */
final class GroupSockets implements AutoCloseable {
    static final int PORT = 1900;
    private static final int TTL = 2;
    private static final Logger LOG = System.getLogger("org.postern.simulator.ssdp");

    private final DatagramChannel groupChannel;
    private final DatagramChannel ownChannel;
    private final InetSocketAddress group;
    private final String location;

    private GroupSockets(
            DatagramChannel groupChannel,
            DatagramChannel ownChannel,
            InetSocketAddress group,
            String location) {
        this.groupChannel = groupChannel;
        this.ownChannel = ownChannel;
        this.group = group;
        this.location = location;
    }

    /**
     * Joins a group. The {@code own} address is the interface's, of the group's family; the
     * location is the description URL that this group receives.
     */
    static GroupSockets open(
            NetworkInterface on, InetAddress own, InetAddress group, String location)
            throws IOException {
        @Nullable DatagramChannel listening = null;
        @Nullable DatagramChannel sending = null;
        try {
            listening = bound(new InetSocketAddress(scoped(group, on), PORT));
            listening.join(group, on);
            sending = sendingChannel(own);
            sending.setOption(StandardSocketOptions.IP_MULTICAST_IF, on);
            sending.setOption(StandardSocketOptions.IP_MULTICAST_TTL, TTL);
            return new GroupSockets(
                    listening, sending, new InetSocketAddress(group, PORT), location);
        } catch (IOException | RuntimeException e) {
            quietly(listening);
            quietly(sending);
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    DatagramChannel groupChannel() {
        return groupChannel;
    }

    DatagramChannel ownChannel() {
        return ownChannel;
    }

    String location() {
        return location;
    }

    /** The group as in a HOST header. */
    String groupText() {
        return Addresses.hostAndPort(group);
    }

    void sendToGroup(byte[] datagram) {
        send(datagram, group);
    }

    void send(byte[] datagram, InetSocketAddress to) {
        try {
            ownChannel.send(ByteBuffer.wrap(datagram), to);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nothing sent to {0}: {1}", to, e.getMessage());
        }
    }

    @Override
    public void close() {
        quietly(groupChannel);
        quietly(ownChannel);
    }

    /** Port 1900 if it can be shared, else any: then unicast searches are not heard. */
    private static DatagramChannel sendingChannel(InetAddress own) throws IOException {
        try {
            return bound(new InetSocketAddress(own, PORT));
        } catch (IOException taken) {
            LOG.log(Level.DEBUG, "port 1900 of {0}: {1}", own, taken.getMessage());
            return bound(new InetSocketAddress(own, 0));
        }
    }

    private static DatagramChannel bound(InetSocketAddress address) throws IOException {
        ProtocolFamily family =
                address.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET;
        DatagramChannel channel = DatagramChannel.open(family);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address);
            return channel;
        } catch (IOException e) {
            quietly(channel);
            throw e;
        }
    }

    private static InetAddress scoped(InetAddress group, NetworkInterface on) throws IOException {
        return group instanceof Inet6Address
                ? Inet6Address.getByAddress(null, group.getAddress(), on.getIndex())
                : group;
    }

    private static void quietly(@Nullable DatagramChannel channel) {
        Optional.ofNullable(channel)
                .ifPresent(
                        open -> {
                            try {
                                open.close();
                            } catch (IOException e) {
                                LOG.log(Level.DEBUG, "closing failed: {0}", e.getMessage());
                            }
                        });
    }
}
