// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses that devices send. No text ever reaches a name server. */
public final class AddressLiteral {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    /** With its colon and this start the JDK takes a text for a literal, or for nothing at all. */
    private static final Pattern IPV6 =
            Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{0,50}(?:%[0-9A-Za-z._-]{1,32})?");

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
        if (!IPV4.matcher(literal).matches()) {
            return Optional.empty();
        }
        String[] octets = literal.split("\\.");
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < bytes.length; i++) {
            int octet = Integer.parseInt(octets[i]);
            if (octet > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) octet;
        }
        return Optional.of(InetAddress.getByAddress(bytes));
    }

    private static Optional<InetAddress> ipv6(String literal) throws UnknownHostException {
        boolean bracketed = literal.startsWith("[") && literal.endsWith("]");
        String bare = bracketed ? literal.substring(1, literal.length() - 1) : literal;
        return IPV6.matcher(bare).matches()
                ? Optional.of(InetAddress.getByName(bare))
                : Optional.empty();
    }
}
