// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.SearchListener;
import org.postern.discovery.loop.InvalidDatagramLog;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.paths.Subnets;
import org.postern.discovery.ssdp.SsdpMessage;
import org.postern.discovery.ssdp.SsdpMessage.Kind;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Turns the messages that a search receives into reports. Confined to the selector thread. */
final class AnswerReader {
    /** Of what a device wrote, in messages for people. */
    private static final int MAX_TOLD_LENGTH = 256;

    /** Senders that are told of; a crowd of them must not fill the report of a search. */
    private static final int MAX_UNUSABLE = 4;

    private final ListenerGate<SearchListener> gate;
    private final AnswerLimit limit = new AnswerLimit();
    private final InvalidDatagramLog invalid = new InvalidDatagramLog();
    private final Set<InetAddress> unusable = new HashSet<>();

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
        Optional<URI> location = message.descriptionUrl(sender);
        if (location.isEmpty() || message.tooLong()) {
            discard(sender, "has no usable LOCATION: '" + message.location() + "'");
            tellUnusable(message, sender);
        } else if (limit.admits(sender.getHostAddress(), message)) {
            report(message, location.get(), sender, path);
        }
    }

    /** Else a search that finds nothing else would say that nobody answered. */
    private void tellUnusable(SsdpMessage message, InetAddress sender) {
        if (message.kind() == Kind.ANSWER
                && unusable.size() < MAX_UNUSABLE
                && unusable.add(sender)) {
            gate.failedOnce(
                    sender.getHostAddress()
                            + " answered, but its LOCATION '"
                            + shortened(message.location())
                            + "' is not the URL of a description.");
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
        gate.tell(listener -> listener.found(advertisement));
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(
                    Level.DEBUG,
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
                            + shortened(message.server())
                            + ")");
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), MAX_TOLD_LENGTH));
    }
}
