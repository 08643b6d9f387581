// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and writes addresses without asking a name server. */
public final class Addresses {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?");

    private Addresses() {}

    /** The address that the text is a literal of, IPv4 or IPv6. */
    public static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    public static Optional<Inet4Address> ipv4(String text) {
        return literal(text).filter(Inet4Address.class::isInstance).map(Inet4Address.class::cast);
    }

    /** Whether two addresses are the same, whatever scope they carry. */
    public static boolean same(InetAddress one, InetAddress other) {
        return Arrays.equals(one.getAddress(), other.getAddress());
    }

    /** Host and port as in a URL: IPv6 in brackets, without scope (RFC 3986, section 3.2.2). */
    public static String hostAndPort(InetAddress address, int port) {
        String host = address.getHostAddress();
        int scope = host.indexOf('%');
        String plain = scope < 0 ? host : host.substring(0, scope);
        return (address instanceof Inet6Address ? "[" + plain + "]" : plain) + ":" + port;
    }

    public static String hostAndPort(InetSocketAddress address) {
        return hostAndPort(address.getAddress(), address.getPort());
    }

    /** Text that came from outside, limited to a line and without control characters. */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(200)
                .map(c -> Character.isISOControl(c) || isFormat(c) ? '?' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    static int bits(Inet4Address address) {
        return ByteBuffer.wrap(address.getAddress()).getInt();
    }

    // Direction marks and line separators can rearrange a terminal's line.
    private static boolean isFormat(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
