// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads default routes from the output of {@code netstat -rn} on macOS and the BSDs; netstat(1)
 * explains the flags. Other lines are skipped.
 */
final class NetstatRoutes {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Set<String> DEFAULTS = Set.of("default", "0.0.0.0/0", "::/0");

    /** The interface's column: macOS and FreeBSD, OpenBSD, NetBSD. */
    private static final List<String> INTERFACE = List.of("Netif", "Iface", "Interface");

    private static final int GATEWAY = 1;
    private static final int FLAGS = 2;

    private NetstatRoutes() {}

    static List<Route> read(Collection<String> lines, boolean ipv6) {
        List<Route> routes = new ArrayList<>();
        int column = Integer.MAX_VALUE;
        for (String line : lines) {
            List<String> words = Arrays.asList(BLANKS.split(line.strip()));
            if (words.get(0).equals("Destination")) {
                column = column(words);
            } else if (words.size() > column) {
                route(words, column, ipv6).ifPresent(routes::add);
            }
        }
        routes.sort(Comparator.comparingLong(Route::metric));
        return routes;
    }

    /** The position differs between versions; no column before it is ever blank. */
    private static int column(List<String> heading) {
        return INTERFACE.stream()
                .map(heading::indexOf)
                .filter(position -> position > FLAGS)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private static Optional<Route> route(List<String> words, int column, boolean ipv6) {
        String flags = words.get(FLAGS);
        if (!DEFAULTS.contains(words.get(0)) || !usable(flags)) {
            return Optional.empty();
        }
        Optional<InetAddress> gateway = RouteAddress.read(words.get(GATEWAY), ipv6);
        // macOS flags the default routes of all adapters but the first as scoped (I).
        long metric = flags.contains("I") ? 1 : 0;
        return gateway.map(address -> new Route(address, words.get(column), metric));
    }

    /** Up (U), by way of a gateway (G), and neither rejecting (R) nor discarding (B). */
    private static boolean usable(String flags) {
        return flags.contains("U")
                && flags.contains("G")
                && !flags.contains("R")
                && !flags.contains("B");
    }
}
