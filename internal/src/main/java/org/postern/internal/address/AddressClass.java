// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The block of the address registries (RFC 6890) that an address belongs to, which tells whether
 * the internet can reach it.
 */
public enum AddressClass {
    /** In none of the blocks below. */
    PUBLIC,
    /** For examples (RFC 5737, RFC 3849, RFC 9637). Stands for public ones in tests and demos. */
    DOCUMENTATION,
    /** Behind another router (RFC 1918), or the site-local addresses that RFC 3879 deprecated. */
    PRIVATE,
    /** Behind a provider's NAT (RFC 6598). */
    CARRIER_NAT,
    /** Between a DS-Lite router and its provider (RFC 6333 section 5.7, RFC 7335). */
    DS_LITE,
    /** For benchmarks of networks (RFC 2544, RFC 5180). Some providers use it as private space. */
    BENCHMARK,
    /** The private addresses of IPv6 (RFC 4193). */
    UNIQUE_LOCAL,
    /** Valid on one link alone (RFC 3927, RFC 4291 section 2.5.6). */
    LINK_LOCAL,
    /** This host itself. From here on, no router has such an address on its outer side. */
    LOOPBACK,
    /** A group of hosts. */
    MULTICAST,
    /** Not assigned to any host: 240.0.0.0/4 with broadcast (RFC 1112), 100::/64 (RFC 6666). */
    RESERVED,
    /** No address: 0.0.0.0/8 (RFC 1122 section 3.2.1.3) and ::. */
    UNSPECIFIED;

    /** Of the registries; none lies within another. Read when it is asked for first. */
    private static final class Ipv4Blocks {
        private static final List<Block> ALL =
                Block.all(
                        "0.0.0.0/8 UNSPECIFIED",
                        "10.0.0.0/8 PRIVATE",
                        "100.64.0.0/10 CARRIER_NAT",
                        "127.0.0.0/8 LOOPBACK",
                        "169.254.0.0/16 LINK_LOCAL",
                        "172.16.0.0/12 PRIVATE",
                        "192.0.0.0/24 DS_LITE",
                        "192.0.2.0/24 DOCUMENTATION",
                        "192.168.0.0/16 PRIVATE",
                        "198.18.0.0/15 BENCHMARK",
                        "198.51.100.0/24 DOCUMENTATION",
                        "203.0.113.0/24 DOCUMENTATION",
                        "224.0.0.0/4 MULTICAST",
                        "240.0.0.0/4 RESERVED");
    }

    /** Likewise. */
    private static final class Ipv6Blocks {
        private static final List<Block> ALL =
                Block.all(
                        "::/128 UNSPECIFIED",
                        "::1/128 LOOPBACK",
                        "100::/64 RESERVED",
                        "2001:2::/48 BENCHMARK",
                        "2001:db8::/32 DOCUMENTATION",
                        "3fff::/20 DOCUMENTATION",
                        "fc00::/7 UNIQUE_LOCAL",
                        "fe80::/10 LINK_LOCAL",
                        "fec0::/10 PRIVATE",
                        "ff00::/8 MULTICAST");
    }

    private static final class Block {
        private final byte[] start;
        private final int bits;
        private final AddressClass its;

        private Block(String text) {
            int slash = text.indexOf('/');
            int blank = text.indexOf(' ');
            start = AddressLiteral.parse(text.substring(0, slash)).orElseThrow().getAddress();
            bits = Integer.parseInt(text.substring(slash + 1, blank));
            its = valueOf(text.substring(blank + 1));
        }

        private static List<Block> all(String... texts) {
            List<Block> all = new ArrayList<>();
            for (String each : texts) {
                all.add(new Block(each));
            }
            return all;
        }
    }

    private static final int IPV4_LENGTH = 4;

    /**
     * Classifies an address. An IPv6 address that stands for an IPv4 address, IPv4-mapped or of
     * 6to4 (RFC 3056), is classified as that one.
     *
     * @param address any
     * @return its class
     */
    public static AddressClass of(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] meant = isIpv6(bytes) ? embeddedIpv4(bytes).orElse(bytes) : bytes;
        for (Block each : isIpv6(meant) ? Ipv6Blocks.ALL : Ipv4Blocks.ALL) {
            if (AddressPrefix.isShared(each.start, meant, each.bits)) {
                return each.its;
            }
        }
        return PUBLIC;
    }

    /**
     * Whether the internet can reach such an address, as far as the address tells.
     *
     * @return true also for documentation addresses
     */
    public boolean isPublic() {
        return this == PUBLIC || this == DOCUMENTATION;
    }

    /**
     * Whether a router can have such an address on its outer side.
     *
     * @return false for loopback, multicast, reserved and unspecified addresses
     */
    public boolean isAssignable() {
        return compareTo(LOOPBACK) < 0;
    }

    /**
     * The private address that a public IPv4 address becomes if its octets are reversed, as some
     * routers give it.
     *
     * @param address any
     * @return empty where that is no private address, or the address itself is none of the internet
     */
    public static Optional<InetAddress> privateInReverse(InetAddress address) {
        Optional<InetAddress> reversed = reverse(address);
        if (reversed.isEmpty() || !of(address).isPublic()) {
            return Optional.empty();
        }
        AddressClass its = of(reversed.get());
        return its == PRIVATE || its == CARRIER_NAT ? reversed : Optional.empty();
    }

    /**
     * The IPv4 address with the same octets in reverse order.
     *
     * @param address any
     * @return empty for an IPv6 address
     */
    public static Optional<InetAddress> reverse(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (isIpv6(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    InetAddress.getByAddress(new byte[] {bytes[3], bytes[2], bytes[1], bytes[0]}));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }

    private static boolean isIpv6(byte[] bytes) {
        return bytes.length != IPV4_LENGTH;
    }

    private static Optional<byte[]> embeddedIpv4(byte[] bytes) {
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return Optional.of(Arrays.copyOfRange(bytes, 2, 2 + IPV4_LENGTH));
        }
        // The JDK turns these into IPv4 addresses, unless they are made with a scope.
        byte[] mapped = new byte[12];
        mapped[10] = mapped[11] = (byte) 0xff;
        return Arrays.equals(bytes, 0, mapped.length, mapped, 0, mapped.length)
                ? Optional.of(Arrays.copyOfRange(bytes, mapped.length, bytes.length))
                : Optional.empty();
    }
}
