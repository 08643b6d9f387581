// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** A connected channel of a {@link SelectorLoop}. */
final class UdpChannel implements UdpSocket, LoopChannel {
    private static final int ATTEMPTS = 3;

    private final DatagramChannel channel;
    private final Receiver receiver;

    private UdpChannel(DatagramChannel channel, Receiver receiver) {
        this.channel = channel;
        this.receiver = receiver;
    }

    static UdpChannel connect(
            Selector selector, InetAddress from, InetSocketAddress peer, Receiver receiver)
            throws IOException {
        DatagramChannel channel = bound(from);
        try {
            channel.configureBlocking(false);
            channel.connect(peer);
            UdpChannel socket = new UdpChannel(channel, receiver);
            channel.register(selector, SelectionKey.OP_READ, socket);
            return socket;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** At a port that no other reply of this protocol can be for. */
    private static DatagramChannel bound(InetAddress from) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            DatagramChannel channel = DatagramChannel.open();
            try {
                channel.bind(new InetSocketAddress(from, 0));
                int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
                if (port != PcpEndpoint.CLIENT_PORT && port != PcpEndpoint.SERVER_PORT) {
                    return channel;
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
        throw new IOException("The system gives no port of its own choice.");
    }

    @Override
    public void send(ByteBuffer datagram) throws IOException {
        channel.write(datagram);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more is sent or read.
        }
    }

    @Override
    public void read(ByteBuffer buffer) {
        try {
            for (int i = 0; i < BURST && channel.isOpen(); i++) {
                if (channel.read(buffer.clear()) <= 0) {
                    return;
                }
                receiver.received(buffer.flip());
            }
        } catch (IOException e) {
            if (channel.isOpen()) {
                receiver.failed(e);
            }
        }
    }
}
