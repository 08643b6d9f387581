package org.postern.igd.control.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses that devices send. No text ever reaches a name server. */
public final class AddressLiteral {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 =
            Pattern.compile("\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[0-9A-Za-z._-]{1,32})?\\]?");

    private AddressLiteral() {}

    /**
     * Reads a literal.
     *
     * @param text such as {@code 192.168.1.1}, {@code fe80::1} or {@code [fe80::1%2]}
     * @return empty when it is none
     */
    public static Optional<InetAddress> parse(String text) {
        String literal = text.strip();
        if (literal.length() > 100
                || !IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
