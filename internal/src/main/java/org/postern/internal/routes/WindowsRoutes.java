// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads default routes from the output of {@code route print} on Windows. The headings are in the
 * user's language, so a route is recognized by its numbers alone; other lines are skipped.
 */
final class WindowsRoutes {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final String NO_ADDRESS = "0.0.0.0";

    private WindowsRoutes() {}

    /**
     * Reads {@code route print -4}: destination, mask, gateway, address of the interface, metric.
     * Persistent routes, which have four columns, are not in use and are skipped.
     */
    static List<Route> ipv4(Collection<String> lines) {
        return read(
                lines,
                words ->
                        words.length == 5
                                        && words[0].equals(NO_ADDRESS)
                                        && words[1].equals(NO_ADDRESS)
                                ? ipv4(words)
                                : Optional.empty());
    }

    /**
     * Reads {@code route print -6}: number of the interface, metric, destination, gateway.
     * Persistent routes, which have interface 0, are not in use and are skipped.
     */
    static List<Route> ipv6(Collection<String> lines) {
        return read(
                lines,
                words ->
                        words.length == 4 && words[2].equals("::/0") && !words[0].equals("0")
                                ? ipv6(words)
                                : Optional.empty());
    }

    private static Optional<Route> ipv4(String[] words) {
        return RouteAddress.read(words[2], false)
                .flatMap(
                        gateway ->
                                RouteAddress.read(words[3], false)
                                        .map(RouteInterface.WithAddress::new)
                                        .map(via -> new Route(gateway, via, number(words[4]))));
    }

    private static Optional<Route> ipv6(String[] words) {
        RouteInterface via = new RouteInterface.Numbered(Integer.parseInt(words[0]));
        return RouteAddress.read(words[3], true)
                .map(gateway -> new Route(gateway, via, number(words[1])));
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }

    private static List<Route> read(
            Collection<String> lines, Function<String[], Optional<Route>> reader) {
        List<Route> routes = new ArrayList<>();
        for (String line : lines) {
            try {
                reader.apply(BLANKS.split(line.strip())).ifPresent(routes::add);
            } catch (NumberFormatException e) {
                // Not a route, but a line of as many words.
            }
        }
        routes.sort(Comparator.comparingLong(Route::metric));
        return routes;
    }
}
