// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.loop.ListenerGate;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks up the host of a configured URL and reports it. Only addresses of the family of the search
 * are used: a mapping for this machine's IPv4 address cannot be requested over IPv6.
 */
final class FixedUrlLookup implements Runnable {
    private static final int HTTP_PORT = 80;

    private final URI url;
    private final String host;
    private final SearchRequest request;
    private final ListenerGate<SearchListener> gate;

    /** The host comes separately, since the URL cannot carry a scope. */
    FixedUrlLookup(URI url, String host, SearchRequest request, ListenerGate<SearchListener> gate) {
        this.url = url;
        this.host = host;
        this.request = request;
        this.gate = gate;
    }

    @Override
    public void run() {
        try {
            Optional<InetAddress> address = gate.closed() ? Optional.empty() : address();
            if (address.isPresent()) {
                report(address.get());
            }
        } catch (UnknownHostException e) {
            gate.failed("The host of the configured URL " + url + " is unknown.");
        } catch (IOException e) {
            gate.failed("There is no way to the configured URL " + url + ": " + e.getMessage());
        }
    }

    private Optional<InetAddress> address() throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        LOG.log(Level.DEBUG, () -> gate.strategy() + " leads to " + Arrays.toString(all) + ".");
        return Arrays.stream(all)
                .filter(each -> each instanceof Inet6Address == request.ipv6())
                .findFirst();
    }

    private void report(InetAddress sender) throws IOException {
        InetAddress local = localAddressTowards(sender);
        if (!chosen(local)) {
            LOG.log(Level.DEBUG, () -> url + " is not reached through the chosen interface.");
            return;
        }
        gate.tell(listener -> listener.found(Advertisement.of(gate.strategy(), url, sender)));
    }

    /** Connecting a datagram socket sends nothing, but makes the system choose a route. */
    private InetAddress localAddressTowards(InetAddress sender) throws IOException {
        int port = url.getPort() > 0 ? url.getPort() : HTTP_PORT;
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(new InetSocketAddress(sender, port));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        }
    }

    private boolean chosen(InetAddress local) throws IOException {
        InterfaceChoice choice = request.networkInterface();
        if (choice.networkInterface().isEmpty()) {
            return true;
        }
        NetworkInterface holder = NetworkInterface.getByInetAddress(local);
        return holder != null
                && holder.getName().equals(choice.networkInterface().get().getName())
                && choice.covers(local);
    }
}
