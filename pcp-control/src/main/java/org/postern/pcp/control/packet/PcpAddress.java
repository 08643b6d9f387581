// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Addresses as PCP writes them: 16 bytes, IPv4 as IPv4-mapped IPv6 (RFC 6887 section 5). */
final class PcpAddress {
    private static final int LENGTH = 16;
    private static final int IPV4_LENGTH = 4;
    private static final int MAPPED_PREFIX = 10;

    private PcpAddress() {}

    static void write(ByteBuffer to, InetAddress address) {
        if (address instanceof Inet4Address) {
            to.put(new byte[MAPPED_PREFIX]).putShort((short) 0xffff);
        }
        to.put(address.getAddress());
    }

    /** "Any address" of a family, {@code ::ffff:0.0.0.0} or {@code ::}. */
    static void writeAny(ByteBuffer to, InetAddress ofTheFamily) {
        if (ofTheFamily instanceof Inet4Address) {
            to.put(new byte[MAPPED_PREFIX]).putShort((short) 0xffff).put(new byte[IPV4_LENGTH]);
        } else {
            to.put(new byte[LENGTH]);
        }
    }

    /** An IPv4-mapped one is read as an IPv4 address. */
    static InetAddress read(ByteBuffer from) {
        return read(from, LENGTH);
    }

    /** As NAT-PMP writes it. */
    static InetAddress readIpv4(ByteBuffer from) {
        return read(from, IPV4_LENGTH);
    }

    private static InetAddress read(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("These bytes are an address.", e);
        }
    }
}
