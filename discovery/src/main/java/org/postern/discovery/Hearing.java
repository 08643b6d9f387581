package org.postern.discovery;

import org.postern.api.discovery.Advertisement;
import org.postern.discovery.SsdpMessage.Kind;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The hearing half of a search: turns messages into news. Confined to the selector thread. */
final class Hearing {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /**
     * UDA 1.1 section 1.2.2 recommends it as the least. Taken where nothing is said or less: those
     * who say 30 or 60 do not announce themselves often enough for that, as datagrams get lost, and
     * to ask them again every 30 s would be a nuisance (quirk S12).
     */
    private static final long SHORTEST_MAX_AGE = 1800;

    /** A day: nothing announced needs to be believed for longer. */
    private static final long LONGEST_MAX_AGE = 86400;

    /** A name or URL of ten times the usual length carries something else. */
    private static final int LONGEST_TEXT = 1024;

    private static final int LONGEST_SERVER = 256;

    /** Lines in the log about one search's useless messages; the rest is only counted. */
    private static final int MOST_COMPLAINTS = 16;

    private final ListenerGate gate;
    private final AnswerLimit limit = new AnswerLimit();
    private long useless;

    Hearing(ListenerGate gate) {
        this.gate = gate;
    }

    /** Takes what came to a local address of an interface. */
    void hear(SsdpMessage message, InetAddress from, Path path) {
        boolean another = message.kind() == Kind.SEARCH || message.kind() == Kind.OTHER;
        if (another || !message.upnp()) {
            return;
        }
        InetAddress sender = scoped(from, path.networkInterface());
        if (message.kind() == Kind.BYEBYE) {
            bye(message.usn(), sender);
            return;
        }
        Optional<URI> location = message.descriptionUrl();
        if (location.isEmpty() || tooLong(message)) {
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
        useless++;
        if (useless <= MOST_COMPLAINTS) {
            LOG.log(
                    Level.DEBUG,
                    () -> "A datagram of " + sender.getHostAddress() + " " + abridged(why) + ".");
        }
    }

    /** Says what was left out, once, at the end; for a user to see where it was too much to read. */
    void end() {
        if (limit.beyond() + useless > 0) {
            LOG.log(
                    limit.beyond() > 0 ? Level.WARNING : Level.DEBUG,
                    () ->
                            gate.strategy()
                                    + " left out "
                                    + limit.beyond()
                                    + " messages above its limits and "
                                    + useless
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
                        maxAge(message),
                        message.server()
                                .substring(0, Math.min(message.server().length(), LONGEST_SERVER)),
                        bootId(message),
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

    private static Duration maxAge(SsdpMessage message) {
        long seconds = message.maxAge().orElse(SHORTEST_MAX_AGE);
        return Duration.ofSeconds(Math.max(SHORTEST_MAX_AGE, Math.min(LONGEST_MAX_AGE, seconds)));
    }

    /** After an update the next one is the valid one (UDA 1.1 section 1.2.4). */
    private static OptionalLong bootId(SsdpMessage message) {
        boolean changed = message.kind() == Kind.UPDATE && message.nextBootId().isPresent();
        return changed ? message.nextBootId() : message.bootId();
    }

    private static boolean tooLong(SsdpMessage message) {
        return message.usn().length() > LONGEST_TEXT
                || message.target().length() > LONGEST_TEXT
                || message.location().length() > LONGEST_TEXT;
    }

    private static String abridged(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    /**
     * A link-local address means nothing without the interface that it was heard on, by name where
     * possible, as people read it.
     */
    private static InetAddress scoped(InetAddress from, NetworkInterface on) {
        if (!(from instanceof Inet6Address) || !from.isLinkLocalAddress()) {
            return from;
        }
        try {
            return Inet6Address.getByAddress(null, from.getAddress(), on);
        } catch (UnknownHostException e) {
            // The interface lost its own link-local address meanwhile; the number is there still.
            return from;
        }
    }
}
