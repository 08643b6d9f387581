// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Sends one datagram of one byte to the port of Discard (RFC 863), so that the system asks for the
 * host, and sees a refusal, which only a host that is there sends. Belongs to one thread.
 */
final class DiscardSocket implements AutoCloseable {
    private static final int PORT = 9;

    private final DatagramChannel channel;

    private DiscardSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    /** Fails where there is no way to the host, or this machine lets nothing out. */
    static DiscardSocket sendTo(InetAddress host) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(host, PORT));
            // The JDK sends no empty ones.
            channel.write(ByteBuffer.allocate(1));
            return new DiscardSocket(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether the host has refused the datagram by now. */
    boolean isRefused() {
        try {
            channel.read(ByteBuffer.allocate(1));
            return false;
        } catch (PortUnreachableException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
