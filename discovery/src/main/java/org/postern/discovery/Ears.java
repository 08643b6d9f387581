// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.io.IOException;
import java.lang.System.Logger;
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
 * The sockets of one who listens: one for each group on each interface, so that it is known where a
 * datagram came in. Confined to the selector thread.
 */
final class Ears {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /**
     * How long a cable may be in before it is listened on. Java tells of no change, and a look at
     * hundreds of interfaces takes milliseconds.
     */
    static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final SsdpTask owner;
    private final PathFinder finder;
    private final LongSupplier nanoTime;
    private final Map<String, Endpoint> open = new HashMap<>();
    private boolean looked;
    private long nextLook;

    Ears(SsdpTask owner, PathFinder finder, LongSupplier nanoTime) {
        this.owner = owner;
        this.finder = finder;
        this.nanoTime = nanoTime;
    }

    /** Looks at the interfaces when it is time, and says in how many nanoseconds that will be. */
    long turn(Endpoints sockets) {
        if (!looked || nextLook - nanoTime.getAsLong() <= 0) {
            look(sockets);
            looked = true;
            nextLook = nanoTime.getAsLong() + LOOK_EVERY.toNanos();
        }
        return nextLook - nanoTime.getAsLong();
    }

    void release(Endpoints sockets) {
        open.values().forEach(each -> sockets.leave(each, owner));
        open.clear();
    }

    /**
     * Whether it came in elsewhere: Linux gives a socket that joined a group of IPv6 on one
     * interface what comes for that group on others too. Link-local groups and senders name theirs.
     */
    boolean strayed(InetAddress sender, Path path) {
        return sender instanceof Inet6Address
                && Neighbours.localTowards(sender, path.networkInterface()).isEmpty()
                && open.values().stream()
                        .map(each -> each.path().networkInterface())
                        .anyMatch(on -> Neighbours.localTowards(sender, on).isPresent());
    }

    private void look(Endpoints sockets) {
        Map<String, Path> wanted = wanted();
        Set<String> over = new HashSet<>(open.keySet());
        over.removeAll(wanted.keySet());
        for (String key : over) {
            Endpoint endpoint = open.remove(key);
            LOG.log(Level.DEBUG, () -> "No longer listens on " + endpoint.path().origin() + ".");
            sockets.leave(endpoint, owner);
        }
        wanted.forEach((key, path) -> open(key, path, sockets));
    }

    private void open(String key, Path path, Endpoints sockets) {
        if (open.containsKey(key)) {
            return;
        }
        try {
            open.put(key, sockets.join(key, path, owner));
            LOG.log(
                    Level.DEBUG,
                    () ->
                            "Listens on "
                                    + path.origin()
                                    + " to "
                                    + path.destinations().get(0).host()
                                    + ".");
        } catch (BindException e) {
            owner.failed(
                    notHeard(path, e)
                            + ". If another program keeps UDP port "
                            + path.destinations().get(0).address().getPort()
                            + " to itself, end it or let it share the port (SO_REUSEADDR).");
        } catch (IOException | RuntimeException e) {
            owner.failed(notHeard(path, e) + ".");
        }
    }

    private static String notHeard(Path path, Exception e) {
        return "Announcements cannot be heard on "
                + path.networkInterface().getName()
                + ": "
                + e.getMessage();
    }

    /** One for each group on each interface. */
    private Map<String, Path> wanted() {
        Map<String, Path> wanted = new LinkedHashMap<>();
        for (Path path : paths()) {
            for (Destination group : path.destinations()) {
                wanted.putIfAbsent(
                        key(path, group),
                        new Path(path.networkInterface(), path.local(), List.of(group)));
            }
        }
        return wanted;
    }

    private List<Path> paths() {
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
     * An interface that was gone and is back is another, and one with other addresses is joined
     * anew, for them to be known.
     */
    private static String key(Path path, Destination group) {
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
