// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.SearchListener;
import org.postern.discovery.SsdpMessage.Kind;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** The hearing half of a search: turns messages into news. Confined to the selector thread. */
final class Hearing {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    private static final int LONGEST_SERVER = 256;

    private final ListenerGate<SearchListener> gate;
    private final AnswerLimit limit = new AnswerLimit();
    private final Complaints complaints = new Complaints();

    Hearing(ListenerGate<SearchListener> gate) {
        this.gate = gate;
    }

    /** Takes what came to a local address of an interface. */
    void hear(SsdpMessage message, InetAddress from, Path path) {
        boolean another = message.kind() == Kind.SEARCH || message.kind() == Kind.OTHER;
        if (another || !message.upnp()) {
            return;
        }
        InetAddress sender = Neighbours.scoped(from, path.networkInterface());
        if (message.kind() == Kind.BYEBYE) {
            bye(message.usn(), sender);
            return;
        }
        Optional<URI> location = message.descriptionUrl();
        if (location.isEmpty() || message.tooLong()) {
            useless(sender, "has no usable LOCATION: '" + message.location() + "'");
        } else if (!Locations.hasAddress(location.get())) {
            // A device speaks for the address that it sends from; a name could lead to any other.
            useless(sender, "has a name and no address in LOCATION: '" + message.location() + "'");
        } else if (limit.admits(sender.getHostAddress(), message)) {
            report(message, location.get(), sender, path);
        }
    }

    /** Counts a datagram that is not worth reading. */
    void useless(InetAddress sender, String why) {
        complaints.useless(sender, why);
    }

    /** Says what was left out, once, at the end; for a user to see where it was too much to read. */
    void end() {
        if (limit.beyond() + complaints.count() > 0) {
            LOG.log(
                    limit.beyond() > 0 ? Level.WARNING : Level.DEBUG,
                    () ->
                            gate.strategy()
                                    + " left out "
                                    + limit.beyond()
                                    + " messages above its limits and "
                                    + complaints.count()
                                    + " useless ones.");
        }
    }

    private void bye(String usn, InetAddress sender) {
        if (limit.forgets(sender.getHostAddress(), usn)) {
            LOG.log(Level.DEBUG, () -> sender.getHostAddress() + " says goodbye of " + usn + ".");
            gate.tell(listener -> listener.gone(usn));
        }
    }

    private void report(SsdpMessage message, URI location, InetAddress sender, Path path) {
        Advertisement advertisement =
                new Advertisement(
                        gate.strategy(),
                        message.usn(),
                        message.target(),
                        location,
                        message.lifetime(),
                        message.server()
                                .substring(0, Math.min(message.server().length(), LONGEST_SERVER)),
                        message.validBootId(),
                        sender,
                        path.local());
        LOG.log(
                Level.DEBUG,
                () ->
                        gate.strategy()
                                + " heard "
                                + sender.getHostAddress()
                                + " say to "
                                + path.origin()
                                + ": "
                                + message.target()
                                + " at "
                                + location
                                + " ("
                                + message.usn()
                                + ", "
                                + advertisement.server()
                                + ")");
        gate.tell(listener -> listener.found(advertisement));
    }
}
