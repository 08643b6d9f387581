// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes IPv6 addresses as RFC 5952 says. Java leaves zeros in, and some devices compare texts. */
public final class Ipv6Text {
    private static final int GROUPS = 8;

    /** RFC 5952 section 4.2.2: one group alone is not shortened. */
    private static final int SHORTEST_RUN = 2;

    private Ipv6Text() {}

    /**
     * The text of an address of either family, for people and for their programs.
     *
     * @return such as {@code 192.0.2.5} or {@code 2001:db8::5}; a link-local one with its scope
     */
    public static String of(InetAddress address) {
        String host = address.getHostAddress();
        int scope = host.indexOf('%');
        return address instanceof Inet6Address six
                ? of(six) + (scope < 0 ? "" : host.substring(scope))
                : host;
    }

    /**
     * The one text of an address.
     *
     * @return such as {@code 2001:db8::5}, without a scope
     */
    public static String of(Inet6Address address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        List<String> groups = new ArrayList<>();
        while (bytes.hasRemaining()) {
            groups.add(Integer.toHexString(Short.toUnsignedInt(bytes.getShort())));
        }
        int start = 0;
        int longest = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > longest) {
                start = i;
                longest = zeros;
            }
        }
        return longest < SHORTEST_RUN
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, start))
                        + "::"
                        + String.join(":", groups.subList(start + longest, GROUPS));
    }

    private static int zerosFrom(List<String> groups, int start) {
        int end = start;
        while (end < GROUPS && groups.get(end).equals("0")) {
            end++;
        }
        return end - start;
    }
}
