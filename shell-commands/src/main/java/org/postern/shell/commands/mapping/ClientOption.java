// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.internal.address.AddressLiteral;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/** The option {@code --client}: the host that a port leads to. */
final class ClientOption {
    private static final String NUMBERS = "[0-9.]+";

    private ClientOption() {}

    static Option option(String description) {
        return OptionSyntax.value("client", "ADDRESS", description);
    }

    /** Names are not looked up: an address may change without the router hearing of it. */
    static Optional<InetAddress> of(Invocation invocation) throws GatewayException {
        if (!invocation.has("client")) {
            return Optional.empty();
        }
        String text = invocation.text("client", "").strip();
        Optional<InetAddress> address = AddressLiteral.parse(text);
        if (address.filter(Inet4Address.class::isInstance).isPresent()) {
            return address;
        }
        throw new GatewayException(Reason.INVALID_ARGUMENT, "'" + text + "' " + fault(text));
    }

    private static String fault(String text) {
        if (text.contains(":")) {
            return "cannot be a client: routers map ports to IPv4 addresses only.";
        }
        return text.matches(NUMBERS) || text.isEmpty()
                ? "is no IPv4 address such as 192.168.1.9."
                : "cannot be a client: use the IPv4 address of the host, such as 192.168.1.9.";
    }
}
