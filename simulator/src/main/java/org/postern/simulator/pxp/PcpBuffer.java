// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A PCP request, which becomes the reply to itself: what the reply does not change comes back as it
 * was, options too. RFC 6887, sections 7 and 11; version 1 has no nonce.
 */
final class PcpBuffer {
    static final int ANNOUNCE = 0;
    static final int MAP = 1;

    /** The length of the header, and so of the shortest packet. */
    static final int HEADER = 24;

    private static final int RESPONSE = 0x80;
    private static final int NONCE = 12;
    private static final int ADDRESS = 16;
    private static final int MAP_WITHOUT_NONCE = 24;

    private final byte[] bytes;
    private final ByteBuffer buffer;

    /** Copies a packet of at least {@value #HEADER} bytes. */
    PcpBuffer(byte[] packet) {
        bytes = packet.clone();
        buffer = ByteBuffer.wrap(bytes);
    }

    int version() {
        return bytes[0] & 0xFF;
    }

    int opcode() {
        return bytes[1] & 0x7F;
    }

    /** Whether what a MAP request needs is there. */
    boolean holdsMap() {
        return bytes.length >= optionsAt();
    }

    ReceivedMap map(InetAddress sender, boolean preferFailure) {
        return new ReceivedMap(
                sender,
                bytes[protocolAt()] & 0xFF,
                Short.toUnsignedInt(buffer.getShort(protocolAt() + 4)),
                Short.toUnsignedInt(buffer.getShort(protocolAt() + 6)),
                address(protocolAt() + 8),
                Integer.toUnsignedLong(buffer.getInt(4)),
                HexFormat.of().formatHex(bytes, HEADER, protocolAt()),
                preferFailure);
    }

    /** The client address of the header. */
    InetAddress client() {
        return address(8);
    }

    /** What follows a MAP request. */
    ByteBuffer options() {
        return buffer.slice(optionsAt(), bytes.length - optionsAt());
    }

    /** Writes the header of the reply over that of the request. */
    void answer(SentResult result, long lifetime, long epoch) {
        if (result == SentResult.UNSUPP_VERSION) {
            bytes[0] = 2;
        }
        bytes[1] |= (byte) RESPONSE;
        bytes[2] = 0;
        bytes[3] = (byte) result.code();
        buffer.putInt(4, (int) lifetime);
        buffer.putInt(8, (int) epoch);
        Arrays.fill(bytes, 12, HEADER, (byte) 0);
    }

    /** Writes what was assigned over what was suggested. */
    void assign(int externalPort, InetAddress externalAddress) {
        buffer.putShort(protocolAt() + 6, (short) externalPort);
        buffer.put(protocolAt() + 8, ipv6Form(externalAddress));
    }

    /** Forgets the ports of a MAP request, as where it was not read. */
    void clearPorts() {
        if (opcode() == MAP && holdsMap()) {
            buffer.putInt(protocolAt() + 4, 0);
        }
    }

    byte[] toBytes() {
        return bytes.clone();
    }

    private int protocolAt() {
        return version() == 1 ? HEADER : HEADER + NONCE;
    }

    private int optionsAt() {
        return protocolAt() + MAP_WITHOUT_NONCE;
    }

    private InetAddress address(int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + ADDRESS));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** IPv4 addresses are mapped into IPv6 (section 5). */
    private static byte[] ipv6Form(InetAddress address) {
        if (!(address instanceof Inet4Address)) {
            return address.getAddress();
        }
        return ByteBuffer.allocate(ADDRESS)
                .position(10)
                .putShort((short) 0xFFFF)
                .put(address.getAddress())
                .array();
    }
}
