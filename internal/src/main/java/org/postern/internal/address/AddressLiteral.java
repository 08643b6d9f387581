// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses that devices send. No text ever reaches a name server. */
public final class AddressLiteral {
    private static final int OCTETS = 4;

    /** Made where an IPv6 literal is read. */
    private static final class Ipv6Form {
        /** With its colon and this start the JDK takes a text for a literal, or for nothing at all. */
        private static final Pattern PATTERN =
                Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{0,50}(?:%[0-9A-Za-z._-]{1,32})?");
    }

    private AddressLiteral() {}

    /**
     * Reads a literal.
     *
     * @param text such as {@code 192.168.1.1}, {@code fe80::1} or {@code [fe80::1%2]}
     * @return empty when it is none
     */
    public static Optional<InetAddress> parse(String text) {
        String literal = text.strip();
        try {
            return literal.contains(":") ? ipv6(literal) : ipv4(literal);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Not by the JDK: it looks "300.1.2.3" up as a name. */
    private static Optional<InetAddress> ipv4(String literal) throws UnknownHostException {
        byte[] bytes = new byte[OCTETS];
        int octet = 0;
        int start = 0;
        while (octet < OCTETS) {
            int dot = literal.indexOf('.', start);
            int end = octet == OCTETS - 1 ? literal.length() : dot;
            int value = octet(literal, start, end);
            if (value < 0) {
                return Optional.empty();
            }
            bytes[octet++] = (byte) value;
            start = end + 1;
        }
        return Optional.of(InetAddress.getByAddress(bytes));
    }

    /** Of one to three digits; negative where it is none. */
    private static int octet(String literal, int start, int end) {
        if (end <= start || end - start > 3) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char digit = literal.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = 10 * value + digit - '0';
        }
        return value > 255 ? -1 : value;
    }

    private static Optional<InetAddress> ipv6(String literal) throws UnknownHostException {
        boolean bracketed = literal.startsWith("[") && literal.endsWith("]");
        String bare = bracketed ? literal.substring(1, literal.length() - 1) : literal;
        return Ipv6Form.PATTERN.matcher(bare).matches()
                ? Optional.of(InetAddress.getByName(bare))
                : Optional.empty();
    }
}
