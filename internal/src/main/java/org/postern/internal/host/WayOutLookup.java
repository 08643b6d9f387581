// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import org.postern.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/**
 * Asks the system which way it would send. Connecting a datagram socket sends nothing; the system
 * follows its routing rules, some of which are in no table that can be read, such as those of a
 * WireGuard VPN.
 */
public final class WayOutLookup {
    /** Of the addresses for documentation (RFC 5737), which no network has. */
    static final String INTERNET = "198.51.100.1";

    /** Discard: any port serves. */
    private static final int PORT = 9;

    private static final LinkKind KINDS = new LinkKind(LinkKind.SYSTEM_FOLDER);

    private WayOutLookup() {}

    /** The way to the internet over IPv4. */
    public static WayOut toInternet() {
        return towards(internet());
    }

    /** The address alone, from which the way to the internet over IPv4 begins, if there is one. */
    public static Optional<InetAddress> sourceToInternet() {
        try (DatagramChannel channel = open(internet())) {
            channel.connect(new InetSocketAddress(internet(), PORT));
            return Optional.of(local(channel)).filter(each -> !each.isAnyLocalAddress());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /**
     * The way to a host.
     *
     * @param host in any network; nothing is sent to it
     */
    public static WayOut towards(InetAddress host) {
        try (DatagramChannel channel = open(host)) {
            return source(channel, host);
        } catch (IOException | UnsupportedOperationException e) {
            return none(WayOut.State.NOT_MEASURED);
        }
    }

    private static InetAddress internet() {
        return AddressLiteral.parse(INTERNET).orElseThrow();
    }

    private static DatagramChannel open(InetAddress host) throws IOException {
        return DatagramChannel.open(
                host instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
    }

    private static InetAddress local(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
    }

    private static WayOut source(DatagramChannel channel, InetAddress host) throws IOException {
        try {
            channel.connect(new InetSocketAddress(host, PORT));
        } catch (ClosedChannelException e) {
            // An interrupt, which says nothing of the way.
            return none(WayOut.State.NOT_MEASURED);
        } catch (IOException e) {
            // "Network is unreachable" in most cases; a route may also say so by another error.
            return none(WayOut.State.NO_ROUTE);
        }
        InetAddress source = local(channel);
        return source.isAnyLocalAddress() ? none(WayOut.State.NOT_MEASURED) : from(source);
    }

    private static WayOut from(InetAddress source) throws SocketException {
        NetworkInterface via = NetworkInterface.getByInetAddress(source);
        return new WayOut(
                WayOut.State.LEAVES,
                Optional.of(source),
                via == null ? "" : via.getName(),
                via != null && KINDS.isTunnel(via));
    }

    private static WayOut none(WayOut.State state) {
        return new WayOut(state, Optional.empty(), "", false);
    }
}
