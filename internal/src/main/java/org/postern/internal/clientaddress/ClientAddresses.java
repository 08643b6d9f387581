// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the address of this machine to which a port is opened, see {@link AddressChoice}. Reads
 * what is there at each call, since addresses come and go. Safe for several threads.
 */
public final class ClientAddresses {
    /** Nothing is sent there; connecting a datagram socket only asks the routing table. */
    private static final int ANY_PORT = 9;

    /** In the block of global addresses (2000::/3), in no network that there is. */
    private static final String ANY_GLOBAL = "2000::1";

    private final AddressListing listing;

    private ClientAddresses(AddressListing listing) {
        this.listing = listing;
    }

    /** By what this system tells of its addresses. */
    public static ClientAddresses ofThisSystem() {
        return new ClientAddresses(
                AddressListing.of(System.getProperty("os.name", ""), System::getenv));
    }

    /**
     * The best address of the interface of a default route. Blocks for at most three seconds where
     * the system has to be asked by a command, which Linux has not. For a router on this machine,
     * as in tests and demonstrations, it is the loopback address.
     *
     * @return empty where the internet can reach none
     */
    public Optional<ClientAddress> choose(NetworkInterface via) throws InterruptedException {
        List<InetAddress> own = via.inetAddresses().toList();
        return choice().among(own).or(() -> loopback(own));
    }

    private static Optional<ClientAddress> loopback(List<InetAddress> own) {
        return own.stream()
                .filter(each -> each instanceof Inet6Address && each.isLoopbackAddress())
                .map(each -> new ClientAddress((Inet6Address) each, List.of()))
                .findFirst();
    }

    /** What is to be said of an address that the user named; blocks as {@link #choose} does. */
    public ClientAddress named(Inet6Address address) throws InterruptedException {
        return choice().named(address);
    }

    private AddressChoice choice() throws InterruptedException {
        return new AddressChoice(listing.read(), outgoing());
    }

    private static Optional<Inet6Address> outgoing() {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            channel.connect(new InetSocketAddress(anyGlobal(), ANY_PORT));
            InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            return Optional.of(local)
                    .filter(each -> each instanceof Inet6Address && !each.isAnyLocalAddress())
                    .map(Inet6Address.class::cast);
        } catch (IOException | UnsupportedOperationException e) {
            // No IPv6, or no route to the internet.
            return Optional.empty();
        }
    }

    private static InetAddress anyGlobal() throws UnknownHostException {
        return InetAddress.getByName(ANY_GLOBAL);
    }
}
