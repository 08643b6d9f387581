// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/** Ports of this machine over IPv4. */
final class Ipv4Port {
    private Ipv4Port() {}

    /** The port on all addresses over IPv4. */
    static InetSocketAddress onAllAddresses(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[4]), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }

    /** Whether nobody has the port; takes it for a moment, without listening. */
    static boolean isFreeTcp(int port) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET)) {
            channel.bind(onAllAddresses(port));
            return true;
        } catch (IOException e) {
            // Somebody has it, or this user may not.
            return false;
        }
    }

    /** Whether nobody has the port; takes it for a moment. */
    static boolean isFreeUdp(int port) {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.bind(onAllAddresses(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
