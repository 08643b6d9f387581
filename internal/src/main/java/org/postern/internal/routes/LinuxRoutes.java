// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import org.postern.internal.system.SystemFile;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads default routes from the files of Linux (proc(5); fib_trie.c and route.c of the kernel for
 * the columns). Other lines are skipped.
 */
final class LinuxRoutes {
    private static final int UP = 0x1;
    private static final int GATEWAY = 0x2;
    private static final int REJECT = 0x200;

    /** 128.0.0.0, and the mask of one bit. */
    private static final int UPPER_HALF = 0x8000_0000;

    private LinuxRoutes() {}

    /**
     * Reads {@code /proc/net/route}: Iface Destination Gateway Flags RefCnt Use Metric Mask … The
     * kernel prints addresses in the byte order of the machine.
     */
    static List<Route> ipv4(Collection<String> lines, boolean littleEndian) {
        return ipv4(lines, littleEndian, 0, 0);
    }

    /** The routes to the upper half of all addresses, which some programs add to the lower one. */
    static List<Route> ipv4Halves(Collection<String> lines, boolean littleEndian) {
        return ipv4(lines, littleEndian, UPPER_HALF, UPPER_HALF);
    }

    private static List<Route> ipv4(
            Collection<String> lines, boolean littleEndian, int destination, int mask) {
        List<Route> routes = new ArrayList<>();
        for (String line : lines) {
            try {
                List<String> words = SystemFile.words(line);
                if (number(words.get(1), littleEndian) == destination
                        && number(words.get(7), littleEndian) == mask
                        && usable(words.get(3))) {
                    byte[] gateway = ipv4(words.get(2), littleEndian);
                    add(routes, gateway, words.get(0), Long.parseLong(words.get(6), 10));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // The heading, or another format.
            }
        }
        return bestFirst(routes);
    }

    /**
     * Reads {@code /proc/net/ipv6_route}: destination, its prefix length, source, its prefix
     * length, next hop, metric, reference count, use count, flags, interface.
     */
    static List<Route> ipv6(Collection<String> lines) {
        List<Route> routes = new ArrayList<>();
        for (String line : lines) {
            try {
                List<String> words = SystemFile.words(line);
                if (isZero(words.get(0)) && isZero(words.get(1)) && usable(words.get(8))) {
                    byte[] gateway = HexFormat.of().parseHex(words.get(4));
                    add(routes, gateway, words.get(9), Long.parseLong(words.get(5), 16));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // Another format.
            }
        }
        return bestFirst(routes);
    }

    private static List<Route> bestFirst(List<Route> routes) {
        if (routes.size() > 1) {
            routes.sort(Comparator.comparingLong(Route::metric));
        }
        return routes;
    }

    private static void add(List<Route> routes, byte[] gateway, String interfaceName, long metric) {
        try {
            InetAddress address = InetAddress.getByAddress(gateway);
            if (!address.isAnyLocalAddress()) {
                routes.add(new Route(address, interfaceName, metric));
            }
        } catch (UnknownHostException e) {
            // Neither four bytes nor sixteen.
        }
    }

    private static int number(String hex, boolean littleEndian) {
        int number = Integer.parseUnsignedInt(hex, 16);
        return littleEndian ? Integer.reverseBytes(number) : number;
    }

    private static byte[] ipv4(String hex, boolean littleEndian) {
        int ordered = number(hex, littleEndian);
        return new byte[] {
            (byte) (ordered >> 24), (byte) (ordered >> 16), (byte) (ordered >> 8), (byte) ordered
        };
    }

    private static boolean isZero(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            if (hex.charAt(i) != '0') {
                return false;
            }
        }
        return !hex.isEmpty();
    }

    /** Up, by way of a router, and not there to refuse. */
    private static boolean usable(String flags) {
        int bits = Integer.parseUnsignedInt(flags, 16);
        return (bits & UP) != 0 && (bits & GATEWAY) != 0 && (bits & REJECT) == 0;
    }
}
