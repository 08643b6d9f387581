// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import static org.postern.pcp.control.logging.PcpLog.LOG;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** A channel of a {@link SelectorLoop} that other programs of this machine may have, too. */
final class GroupChannel implements GroupSocket, LoopChannel {
    private final DatagramChannel channel;
    private final InetSocketAddress group;
    private final Receiver receiver;

    private GroupChannel(DatagramChannel channel, InetSocketAddress group, Receiver receiver) {
        this.channel = channel;
        this.group = group;
        this.receiver = receiver;
    }

    static GroupChannel open(Selector selector, InetSocketAddress group, Receiver receiver)
            throws IOException {
        DatagramChannel channel =
                DatagramChannel.open(
                        group.getAddress() instanceof Inet6Address
                                ? StandardProtocolFamily.INET6
                                : StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(group.getPort()));
            channel.configureBlocking(false);
            GroupChannel socket = new GroupChannel(channel, group, receiver);
            channel.register(selector, SelectionKey.OP_READ, socket);
            return socket;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void join(NetworkInterface via) throws IOException {
        channel.join(group.getAddress(), via);
    }

    @Override
    public void read(ByteBuffer buffer) {
        try {
            for (int i = 0; i < BURST && channel.isOpen(); i++) {
                SocketAddress from = channel.receive(buffer.clear());
                if (from == null) {
                    return;
                }
                receiver.received((InetSocketAddress) from, buffer.flip());
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "Announcements could not be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more is read.
        }
    }
}
