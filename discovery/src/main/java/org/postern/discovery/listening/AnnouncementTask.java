// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.listening;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.gateway.Watch;
import org.postern.discovery.loop.InvalidDatagramLog;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.loop.SocketPool;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.loop.SsdpTask;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.paths.PathFinder;
import org.postern.discovery.paths.Subnets;
import org.postern.discovery.ssdp.SsdpMessage;
import org.postern.discovery.ssdp.SsdpMessage.Kind;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reports the announcements that one listener receives. All but {@link #close()} happens on the
 * selector thread.
 */
public final class AnnouncementTask implements SsdpTask, Watch {
    private final AnnouncementSockets sockets;
    private final ListenerGate<AnnouncementListener> gate;
    private final LongSupplier nanoTime;
    private final Runnable wakeup;
    private final RepetitionFilter repetitions = new RepetitionFilter();
    private final InvalidDatagramLog invalid = new InvalidDatagramLog();

    AnnouncementTask(
            PathFinder finder,
            ListenerGate<AnnouncementListener> gate,
            LongSupplier nanoTime,
            Runnable wakeup) {
        this.sockets = new AnnouncementSockets(this, finder, nanoTime);
        this.gate = gate;
        this.nanoTime = nanoTime;
        this.wakeup = wakeup;
    }

    /** Starts to listen on the interfaces that the finder finds, now and later. */
    public static Watch start(
            SsdpLoop loop, String source, AnnouncementListener listener, PathFinder finder) {
        ListenerGate<AnnouncementListener> gate = ListenerGate.forAnnouncements(source, listener);
        AnnouncementTask task = new AnnouncementTask(finder, gate, loop.clock(), loop::wakeup);
        loop.start(task, "Announcements cannot be heard: ");
        return task;
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
    public void abort(Exception cause) {
        failed("Announcements are no longer heard: " + cause);
    }

    @Override
    public long runDue(SocketPool pool) {
        return sockets.runDue(pool);
    }

    @Override
    public void discard(InetAddress sender, String reason) {
        invalid.add(sender, reason);
    }

    @Override
    public void receive(SsdpMessage message, InetAddress from, NetworkPath path) {
        Optional<Announcement.Kind> kind = kind(message.kind());
        if (kind.isEmpty() || !message.upnp()) {
            return;
        }
        InetAddress sender = Subnets.scoped(from, path.networkInterface());
        if (message.tooLong()) {
            discard(sender, "has texts that are too long");
        } else if (!sockets.arrivedElsewhere(sender, path)
                && repetitions.isNew(sender, message, nanoTime.getAsLong())) {
            report(kind.get(), message, sender);
        }
    }

    @Override
    public void release(SocketPool pool) {
        sockets.release(pool);
        LOG.log(
                Level.DEBUG,
                () ->
                        gate.strategy()
                                + " left out "
                                + repetitions.dropped()
                                + " repetitions and "
                                + invalid.count()
                                + " invalid messages.");
    }

    private void report(Announcement.Kind kind, SsdpMessage message, InetAddress sender) {
        boolean leaves = kind == Announcement.Kind.BYEBYE;
        Announcement announcement =
                new Announcement(
                        kind,
                        message.usn(),
                        message.target(),
                        leaves ? Optional.empty() : message.descriptionUrl(sender),
                        leaves ? Duration.ZERO : message.lifetime(),
                        message.validBootId(),
                        message.configId(),
                        sender);
        LOG.log(Level.TRACE, () -> gate.strategy() + " received " + announcement);
        gate.tell(listener -> listener.heard(announcement));
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
