// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.discovery.SsdpMessage.Kind;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One who listens to announcements: keeps to the interfaces as they come and go, and turns messages
 * into news. All but {@link #close()} happens on the selector thread.
 */
final class Listening implements SsdpTask {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    private final InterfaceChoice choice;
    private final Ears ears;
    private final ListenerGate<AnnouncementListener> gate;
    private final LongSupplier nanoTime;
    private final Runnable wakeup;
    private final Repetitions repetitions = new Repetitions();
    private final Complaints complaints = new Complaints();

    Listening(
            InterfaceChoice choice,
            PathFinder finder,
            ListenerGate<AnnouncementListener> gate,
            LongSupplier nanoTime,
            Runnable wakeup) {
        this.choice = choice;
        this.ears = new Ears(this, finder, nanoTime);
        this.gate = gate;
        this.nanoTime = nanoTime;
        this.wakeup = wakeup;
    }

    @Override
    public void close() {
        gate.close();
        wakeup.run();
    }

    @Override
    public boolean closed() {
        return gate.closed();
    }

    @Override
    public void failed(String reason) {
        gate.failedOnce(reason);
    }

    @Override
    public void brokeOff(Exception fault) {
        failed("Announcements are no longer heard: " + fault);
    }

    @Override
    public long turn(Endpoints sockets) {
        return ears.turn(sockets);
    }

    @Override
    public void useless(InetAddress from, String why) {
        complaints.useless(from, why);
    }

    @Override
    public void hear(SsdpMessage message, InetAddress from, Path path) {
        Optional<Announcement.Kind> kind = kind(message.kind());
        if (kind.isEmpty() || !message.upnp()) {
            return;
        }
        InetAddress sender = Neighbours.scoped(from, path.networkInterface());
        if (message.tooLong()) {
            useless(sender, "has texts that are too long");
        } else if (!ears.strayed(sender, path)
                && repetitions.isNews(sender, message, nanoTime.getAsLong())) {
            tell(kind.get(), message, sender, path);
        }
    }

    @Override
    public void release(Endpoints sockets) {
        ears.release(sockets);
        LOG.log(
                Level.DEBUG,
                () ->
                        gate.strategy()
                                + " left out "
                                + repetitions.dropped()
                                + " repetitions and "
                                + complaints.count()
                                + " useless messages.");
    }

    private void tell(Announcement.Kind kind, SsdpMessage message, InetAddress sender, Path path) {
        boolean leaves = kind == Announcement.Kind.BYEBYE;
        Announcement announcement =
                new Announcement(
                        kind,
                        message.usn(),
                        message.target(),
                        leaves ? Optional.empty() : location(message),
                        leaves ? Duration.ZERO : message.lifetime(),
                        message.validBootId(),
                        message.configId(),
                        sender,
                        local(sender, path));
        LOG.log(Level.TRACE, () -> gate.strategy() + " heard " + announcement);
        gate.tell(listener -> listener.heard(announcement));
    }

    /** A device speaks for the address that it sends from; a name could lead to any other. */
    private static Optional<URI> location(SsdpMessage message) {
        return message.descriptionUrl().filter(Locations::hasAddress);
    }

    private InetAddress local(InetAddress sender, Path path) {
        if (choice.address().isPresent()) {
            return choice.address().get();
        }
        return Neighbours.localTowards(sender, path.networkInterface())
                .orElseGet(() -> sender instanceof Inet6Address ? unknown() : path.local());
    }

    private static InetAddress unknown() {
        return new InetSocketAddress(0).getAddress();
    }

    private static Optional<Announcement.Kind> kind(Kind kind) {
        return switch (kind) {
            case ALIVE -> Optional.of(Announcement.Kind.ALIVE);
            case BYEBYE -> Optional.of(Announcement.Kind.BYEBYE);
            case UPDATE -> Optional.of(Announcement.Kind.UPDATE);
            case ANSWER, SEARCH, OTHER -> Optional.empty();
        };
    }
}
