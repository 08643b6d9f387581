// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.SearchListener;
import org.postern.discovery.loop.InvalidDatagramLog;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.paths.Subnets;
import org.postern.discovery.ssdp.DescriptionUrls;
import org.postern.discovery.ssdp.SsdpMessage;
import org.postern.discovery.ssdp.SsdpMessage.Kind;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** Turns the messages that a search receives into reports. Confined to the selector thread. */
final class AnswerReader {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    private static final int MAX_SERVER_LENGTH = 256;

    private final ListenerGate<SearchListener> gate;
    private final AnswerLimit limit = new AnswerLimit();
    private final InvalidDatagramLog invalid = new InvalidDatagramLog();

    AnswerReader(ListenerGate<SearchListener> gate) {
        this.gate = gate;
    }

    void receive(SsdpMessage message, InetAddress from, NetworkPath path) {
        boolean another = message.kind() == Kind.SEARCH || message.kind() == Kind.OTHER;
        if (another || !message.upnp()) {
            return;
        }
        InetAddress sender = Subnets.scoped(from, path.networkInterface());
        if (message.kind() == Kind.BYEBYE) {
            limit.forget(sender.getHostAddress(), message.usn());
            return;
        }
        Optional<URI> location = message.descriptionUrl();
        if (location.isEmpty() || message.tooLong()) {
            discard(sender, "has no usable LOCATION: '" + message.location() + "'");
        } else if (!DescriptionUrls.hasAddress(location.get())) {
            // A device can only speak for the address that it sends from; a name may mean another.
            discard(sender, "has a name and no address in LOCATION: '" + message.location() + "'");
        } else if (limit.admits(sender.getHostAddress(), message)) {
            report(message, location.get(), sender, path);
        }
    }

    void discard(InetAddress sender, String reason) {
        invalid.add(sender, reason);
    }

    /** Logs once, at the end, how much was left out; a warning when limits were exceeded. */
    void end() {
        if (limit.rejected() + invalid.count() > 0) {
            LOG.log(
                    limit.rejected() > 0 ? Level.WARNING : Level.DEBUG,
                    () ->
                            gate.strategy()
                                    + " left out "
                                    + limit.rejected()
                                    + " messages above its limits and "
                                    + invalid.count()
                                    + " invalid ones.");
        }
    }

    private void report(SsdpMessage message, URI location, InetAddress sender, NetworkPath path) {
        Advertisement advertisement =
                new Advertisement(
                        gate.strategy(),
                        message.usn(),
                        message.target(),
                        location,
                        message.lifetime(),
                        message.validBootId(),
                        sender);
        LOG.log(
                Level.DEBUG,
                () ->
                        gate.strategy()
                                + " received from "
                                + sender.getHostAddress()
                                + " at "
                                + path.origin()
                                + ": "
                                + message.target()
                                + " at "
                                + location
                                + " ("
                                + message.usn()
                                + ", "
                                + server(message)
                                + ")");
        gate.tell(listener -> listener.found(advertisement));
    }

    private static String server(SsdpMessage message) {
        String server = message.server();
        return server.substring(0, Math.min(server.length(), MAX_SERVER_LENGTH));
    }
}
