// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
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
    /** This host itself. */
    LOOPBACK,
    /** A group of hosts. */
    MULTICAST,
    /** Not assigned to any host: 240.0.0.0/4 with broadcast (RFC 1112), 100::/64 (RFC 6666). */
    RESERVED,
    /** No address: 0.0.0.0/8 (RFC 1122 section 3.2.1.3) and ::. */
    UNSPECIFIED;

    private static final int IPV4_LENGTH = 4;

    /**
     * Classifies an address. An IPv6 address that stands for an IPv4 address, IPv4-mapped or of
     * 6to4 (RFC 3056), is classified as that one.
     *
     * @param address any
     * @return its class
     */
    public static AddressClass of(InetAddress address) {
        InetAddress meant = embeddedIpv4(address.getAddress()).orElse(address);
        return Block.ALL.stream()
                .filter(each -> each.contains(meant))
                .map(Block::addressClass)
                .findFirst()
                .orElse(PUBLIC);
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
        return switch (this) {
            case LOOPBACK, MULTICAST, RESERVED, UNSPECIFIED -> false;
            default -> true;
        };
    }

    private static Optional<InetAddress> embeddedIpv4(byte[] bytes) {
        if (bytes.length == IPV4_LENGTH) {
            return Optional.empty();
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return ipv4(bytes, 2);
        }
        // The JDK turns these into IPv4 addresses, unless they are made with a scope.
        byte[] mapped = new byte[12];
        mapped[10] = mapped[11] = (byte) 0xff;
        return Arrays.equals(bytes, 0, mapped.length, mapped, 0, mapped.length)
                ? ipv4(bytes, mapped.length)
                : Optional.empty();
    }

    private static Optional<InetAddress> ipv4(byte[] bytes, int start) {
        try {
            return Optional.of(
                    InetAddress.getByAddress(
                            Arrays.copyOfRange(bytes, start, start + IPV4_LENGTH)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }

    /** A block of the registries. None lies within another. */
    private record Block(InetAddress start, int bits, AddressClass addressClass) {
        static final List<Block> ALL =
                List.of(
                        block("0.0.0.0", 8, UNSPECIFIED),
                        block("10.0.0.0", 8, PRIVATE),
                        block("100.64.0.0", 10, CARRIER_NAT),
                        block("127.0.0.0", 8, LOOPBACK),
                        block("169.254.0.0", 16, LINK_LOCAL),
                        block("172.16.0.0", 12, PRIVATE),
                        block("192.0.0.0", 24, DS_LITE),
                        block("192.0.2.0", 24, DOCUMENTATION),
                        block("192.168.0.0", 16, PRIVATE),
                        block("198.18.0.0", 15, BENCHMARK),
                        block("198.51.100.0", 24, DOCUMENTATION),
                        block("203.0.113.0", 24, DOCUMENTATION),
                        block("224.0.0.0", 4, MULTICAST),
                        block("240.0.0.0", 4, RESERVED),
                        block("::", 128, UNSPECIFIED),
                        block("::1", 128, LOOPBACK),
                        block("100::", 64, RESERVED),
                        block("2001:2::", 48, BENCHMARK),
                        block("2001:db8::", 32, DOCUMENTATION),
                        block("3fff::", 20, DOCUMENTATION),
                        block("fc00::", 7, UNIQUE_LOCAL),
                        block("fe80::", 10, LINK_LOCAL),
                        block("fec0::", 10, PRIVATE),
                        block("ff00::", 8, MULTICAST));

        private static Block block(String start, int bits, AddressClass addressClass) {
            return new Block(AddressLiteral.parse(start).orElseThrow(), bits, addressClass);
        }

        boolean contains(InetAddress address) {
            return AddressPrefix.isShared(start, address, bits);
        }
    }
}
