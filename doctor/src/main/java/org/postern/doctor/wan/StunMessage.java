// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The messages of a STUN Binding, RFC 8489; bytes alone. */
final class StunMessage {
    /** Section 5; chosen anew for each request. */
    static final int TRANSACTION_ID_LENGTH = 12;

    private static final int HEADER_LENGTH = 20;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int BINDING_REQUEST = 0x0001;
    private static final int BINDING_SUCCESS = 0x0101;
    private static final int BINDING_ERROR = 0x0111;

    /** Section 14.1; the only one that servers of RFC 3489 have. */
    private static final int MAPPED_ADDRESS = 0x0001;

    /** Section 14.2; others could be rewritten on the way by NATs that look for addresses. */
    private static final int XOR_MAPPED_ADDRESS = 0x0020;

    private static final int IPV4 = 1;
    private static final int IPV4_ATTRIBUTE_LENGTH = 8;
    private static final int IPV4_LENGTH = 4;
    private static final int PADDING = 4;

    /** What became of a request. */
    record Response(Optional<InetAddress> mapped) {}

    private StunMessage() {}

    /** A request without attributes. */
    static ByteBuffer bindingRequest(byte[] transactionId) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .putShort((short) BINDING_REQUEST)
                .putShort((short) 0)
                .putInt(MAGIC_COOKIE)
                .put(transactionId)
                .flip();
    }

    /**
     * Reads a response.
     *
     * @param message a whole datagram
     * @param transactionId of the request
     * @return empty where this is no response to the request; without an address where the server
     *     refused, or told none over IPv4
     */
    static Optional<Response> response(ByteBuffer message, byte[] transactionId) {
        ByteBuffer in = message.slice();
        if (in.remaining() < HEADER_LENGTH) {
            return Optional.empty();
        }
        int type = Short.toUnsignedInt(in.getShort());
        int length = Short.toUnsignedInt(in.getShort());
        int cookie = in.getInt();
        byte[] id = new byte[TRANSACTION_ID_LENGTH];
        in.get(id);
        boolean ours = cookie == MAGIC_COOKIE && Arrays.equals(id, transactionId);
        // Section 5: the length is that of whole attributes.
        if (!ours || length != in.remaining() || length % PADDING != 0) {
            return Optional.empty();
        }
        return switch (type) {
            case BINDING_SUCCESS -> Optional.of(new Response(mapped(in)));
            case BINDING_ERROR -> Optional.of(new Response(Optional.empty()));
            default -> Optional.empty();
        };
    }

    /** Of several the first that is not plain (section 6.3.3), whatever else there is. */
    private static Optional<InetAddress> mapped(ByteBuffer in) {
        Optional<InetAddress> plain = Optional.empty();
        while (in.remaining() >= PADDING) {
            int type = Short.toUnsignedInt(in.getShort());
            int length = Short.toUnsignedInt(in.getShort());
            int padded = (length + PADDING - 1) / PADDING * PADDING;
            if (padded > in.remaining()) {
                return plain;
            }
            ByteBuffer value = in.slice().limit(length);
            in.position(in.position() + padded);
            if (type == XOR_MAPPED_ADDRESS) {
                Optional<InetAddress> address = address(value, MAGIC_COOKIE);
                if (address.isPresent()) {
                    return address;
                }
            } else if (type == MAPPED_ADDRESS && plain.isEmpty()) {
                plain = address(value, 0);
            }
        }
        return plain;
    }

    /** Over IPv4, as the request was; the port does not matter here. */
    private static Optional<InetAddress> address(ByteBuffer value, int mask) {
        if (value.remaining() != IPV4_ATTRIBUTE_LENGTH || value.get(1) != IPV4) {
            return Optional.empty();
        }
        int address = value.getInt(IPV4_LENGTH) ^ mask;
        try {
            return Optional.of(
                    InetAddress.getByAddress(
                            ByteBuffer.allocate(IPV4_LENGTH).putInt(address).array()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }
}
