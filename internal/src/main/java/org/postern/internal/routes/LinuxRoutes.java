// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads default routes from the files of Linux (proc(5); fib_trie.c and route.c of the kernel for
 * the columns). Other lines are skipped.
 */
final class LinuxRoutes {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final int UP = 0x1;
    private static final int GATEWAY = 0x2;
    private static final int REJECT = 0x200;

    private LinuxRoutes() {}

    /**
     * Reads {@code /proc/net/route}: Iface Destination Gateway Flags RefCnt Use Metric Mask … The
     * kernel prints addresses in the byte order of the machine.
     */
    static List<Route> ipv4(Collection<String> lines, boolean littleEndian) {
        return read(
                lines,
                words -> {
                    boolean defaultRoute = isZero(words[1]) && isZero(words[7]);
                    return defaultRoute && usable(words[3])
                            ? route(ipv4(words[2], littleEndian), words[0], words[6], 10)
                            : Optional.empty();
                });
    }

    /**
     * Reads {@code /proc/net/ipv6_route}: destination, its prefix length, source, its prefix
     * length, next hop, metric, reference count, use count, flags, interface.
     */
    static List<Route> ipv6(Collection<String> lines) {
        return read(
                lines,
                words -> {
                    boolean defaultRoute = isZero(words[0]) && isZero(words[1]);
                    return defaultRoute && usable(words[8])
                            ? route(HexFormat.of().parseHex(words[4]), words[9], words[5], 16)
                            : Optional.empty();
                });
    }

    private static List<Route> read(
            Collection<String> lines, Function<String[], Optional<Route>> reader) {
        List<Route> routes = new ArrayList<>();
        for (String line : lines) {
            try {
                reader.apply(BLANKS.split(line.strip())).ifPresent(routes::add);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                // The heading, or another format.
            }
        }
        routes.sort(Comparator.comparingLong(Route::metric));
        return routes;
    }

    private static Optional<Route> route(
            byte[] gateway, String interfaceName, String metric, int radix) {
        try {
            InetAddress address = InetAddress.getByAddress(gateway);
            return address.isAnyLocalAddress()
                    ? Optional.empty()
                    : Optional.of(new Route(address, interfaceName, Long.parseLong(metric, radix)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static byte[] ipv4(String hex, boolean littleEndian) {
        int number = Integer.parseUnsignedInt(hex, 16);
        int ordered = littleEndian ? Integer.reverseBytes(number) : number;
        return new byte[] {
            (byte) (ordered >> 24), (byte) (ordered >> 16), (byte) (ordered >> 8), (byte) ordered
        };
    }

    private static boolean isZero(String hex) {
        return !hex.isEmpty() && hex.chars().allMatch(digit -> digit == '0');
    }

    /** Up, by way of a router, and not there to refuse. */
    private static boolean usable(String flags) {
        int bits = Integer.parseUnsignedInt(flags, 16);
        return (bits & UP) != 0 && (bits & GATEWAY) != 0 && (bits & REJECT) == 0;
    }
}
