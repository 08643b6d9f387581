// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code /proc/net/if_inet6} of Linux: address, number of the interface, length of the prefix,
 * scope, flags, name of the interface (addrconf.c of the kernel). Other lines are skipped.
 */
final class LinuxAddresses {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    // From linux/if_addr.h.
    private static final int TEMPORARY = 0x01;
    private static final int DUPLICATE = 0x08;
    private static final int DEPRECATED = 0x20;
    private static final int TENTATIVE = 0x40;

    private LinuxAddresses() {}

    static List<ListedAddress> read(Collection<String> lines) {
        List<ListedAddress> addresses = new ArrayList<>();
        for (String line : lines) {
            String[] words = BLANKS.split(line.strip());
            try {
                InetAddress address = InetAddress.getByAddress(HexFormat.of().parseHex(words[0]));
                int flags = Integer.parseUnsignedInt(words[4], 16);
                if (address instanceof Inet6Address six) {
                    addresses.add(
                            new ListedAddress(
                                    six,
                                    (flags & TEMPORARY) != 0,
                                    (flags & (DUPLICATE | DEPRECATED | TENTATIVE)) == 0));
                }
            } catch (UnknownHostException
                    | IllegalArgumentException
                    | ArrayIndexOutOfBoundsException e) {
                // Another format.
            }
        }
        return addresses;
    }
}
