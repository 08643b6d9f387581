// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.listening;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.discovery.loop.SocketPool;
import org.postern.discovery.loop.SsdpSocket;
import org.postern.discovery.loop.SsdpTask;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.paths.PathFinder;
import org.postern.discovery.paths.Subnets;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The sockets of one listener: one for each group on each interface, so that it is known where a
 * datagram arrived. Follows the interfaces as they come and go. Confined to the selector thread.
 */
final class AnnouncementSockets {
    /**
     * Java does not notify of changes. Listing hundreds of interfaces takes milliseconds, and an
     * interface that comes up may be used a few seconds later.
     */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

    private final SsdpTask owner;
    private final PathFinder finder;
    private final LongSupplier nanoTime;
    private final Map<String, SsdpSocket> open = new HashMap<>();
    private boolean checked;
    private long nextCheck;

    AnnouncementSockets(SsdpTask owner, PathFinder finder, LongSupplier nanoTime) {
        this.owner = owner;
        this.finder = finder;
        this.nanoTime = nanoTime;
    }

    /** Checks the interfaces when that is due, and returns the nanoseconds until the next check. */
    long runDue(SocketPool sockets) {
        if (!checked || nextCheck - nanoTime.getAsLong() <= 0) {
            check(sockets);
            checked = true;
            nextCheck = nanoTime.getAsLong() + CHECK_INTERVAL.toNanos();
        }
        return nextCheck - nanoTime.getAsLong();
    }

    void release(SocketPool sockets) {
        open.values().forEach(each -> sockets.leave(each, owner));
        open.clear();
    }

    /**
     * Whether a datagram arrived on another interface: on Linux a socket that joined an IPv6 group
     * on one interface also receives what arrives for that group on others. Link-local addresses
     * carry their interface.
     */
    boolean arrivedElsewhere(InetAddress sender, NetworkPath path) {
        return sender instanceof Inet6Address
                && !Subnets.connects(path.networkInterface(), sender)
                && open.values().stream()
                        .map(each -> each.path().networkInterface())
                        .anyMatch(on -> Subnets.connects(on, sender));
    }

    private void check(SocketPool sockets) {
        Map<String, NetworkPath> wanted = wanted();
        Set<String> obsolete = new HashSet<>(open.keySet());
        obsolete.removeAll(wanted.keySet());
        for (String key : obsolete) {
            SsdpSocket socket = open.remove(key);
            LOG.log(Level.DEBUG, () -> "No longer listening on " + socket.path().origin() + ".");
            sockets.leave(socket, owner);
        }
        wanted.forEach((key, path) -> open(key, path, sockets));
    }

    private void open(String key, NetworkPath path, SocketPool sockets) {
        if (open.containsKey(key)) {
            return;
        }
        try {
            open.put(key, sockets.join(key, path, owner));
            LOG.log(
                    Level.DEBUG,
                    () ->
                            "Listening on "
                                    + path.origin()
                                    + " to "
                                    + path.destinations().get(0).host()
                                    + ".");
        } catch (BindException e) {
            owner.failed(
                    failure(path, e)
                            + ". If another program keeps UDP port "
                            + path.destinations().get(0).address().getPort()
                            + " to itself, end it or let it share the port (SO_REUSEADDR).");
        } catch (IOException | RuntimeException e) {
            owner.failed(failure(path, e) + ".");
        }
    }

    private static String failure(NetworkPath path, Exception e) {
        return "Announcements cannot be heard on "
                + path.networkInterface().getName()
                + ": "
                + e.getMessage();
    }

    private Map<String, NetworkPath> wanted() {
        Map<String, NetworkPath> wanted = new LinkedHashMap<>();
        for (NetworkPath path : paths()) {
            for (Destination group : path.destinations()) {
                wanted.putIfAbsent(
                        key(path, group),
                        new NetworkPath(path.networkInterface(), path.local(), List.of(group)));
            }
        }
        return wanted;
    }

    private List<NetworkPath> paths() {
        try {
            return finder.paths();
        } catch (IOException e) {
            owner.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            owner.failed("Could not look for ways to listen: " + e);
        }
        return List.of();
    }

    /**
     * Identifies an interface by its index, as one that was removed and added again must be joined
     * again, and by its addresses, as their networks are part of the path.
     */
    private static String key(NetworkPath path, Destination group) {
        return group.host()
                + " "
                + path.networkInterface().getIndex()
                + " "
                + path.networkInterface()
                        .inetAddresses()
                        .map(InetAddress::getHostAddress)
                        .sorted()
                        .collect(Collectors.joining(" "));
    }
}
