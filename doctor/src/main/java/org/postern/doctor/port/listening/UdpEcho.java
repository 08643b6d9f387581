// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.listening;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends short datagrams back, as a helper outside expects of a nonce; never more than came, and not
 * often.
 */
final class UdpEcho implements ListeningChannel {
    /** Of a helper's nonce, with room for those of later versions. */
    private static final int LONGEST = 64;

    /** What a helper sends in all attempts of a test, several times over. */
    private static final int MOST = 256;

    private final DatagramChannel channel;
    private final ByteBuffer datagram = ByteBuffer.allocate(LONGEST + 1);
    private int echoes;

    private UdpEcho(DatagramChannel channel) {
        this.channel = channel;
    }

    static UdpEcho open(InetSocketAddress place, Selector selector) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(place);
            channel.register(selector, SelectionKey.OP_READ);
            return new UdpEcho(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    public Set<Arrival> proceed() {
        Set<Arrival> came = new HashSet<>();
        try {
            SocketAddress sender = channel.receive(datagram.clear());
            while (sender != null) {
                InetAddress from = ((InetSocketAddress) sender).getAddress();
                came.add(Arrival.of(from, datagram.flip()));
                echo(datagram, sender);
                sender = channel.receive(datagram.clear());
            }
        } catch (IOException e) {
            // What could not be sent or received is lost, as datagrams may be.
        }
        return came;
    }

    private void echo(ByteBuffer received, SocketAddress sender) throws IOException {
        if (received.remaining() <= LONGEST && echoes < MOST) {
            echoes++;
            channel.send(received, sender);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
