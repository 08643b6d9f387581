// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses of servers as users write them, without asking a name server. */
public final class ServerAddress {
    private static final Pattern WITH_PORT =
            Pattern.compile("(\\[[^\\]]+]|[^:\\[\\]]+):([0-9]{1,5})");

    private static final int LARGEST_PORT = 65535;

    private ServerAddress() {}

    /**
     * Reads an address with or without a port.
     *
     * @param text such as {@code 10.2.0.1}, {@code 10.2.0.1:5351} or {@code [fe80::1%eth0]:5351}
     * @return empty for anything else, and for addresses that no host has
     */
    public static Optional<InetSocketAddress> parse(String text) {
        Matcher split = WITH_PORT.matcher(text.strip());
        boolean withPort = split.matches();
        int port = withPort ? Integer.parseInt(split.group(2)) : PcpEndpoint.SERVER_PORT;
        Optional<InetAddress> address = AddressLiteral.parse(withPort ? split.group(1) : text);
        boolean usable =
                address.isPresent()
                        && !address.get().isAnyLocalAddress()
                        && !address.get().isMulticastAddress()
                        && port > 0
                        && port <= LARGEST_PORT;
        return usable ? Optional.of(new InetSocketAddress(address.get(), port)) : Optional.empty();
    }
}
