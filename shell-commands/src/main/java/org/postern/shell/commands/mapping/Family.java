// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;

import java.util.Locale;
import java.util.Set;

/** The option {@code --family}: over which versions of IP a port is opened or closed. */
public enum Family {
    IPV4,
    IPV6,
    BOTH;

    public static final Option OPTION =
            OptionSyntax.value(
                    "family",
                    "ipv4|ipv6|both",
                    "over IPv4 by a mapping, over IPv6 by a pinhole in the router's firewall;"
                            + " default: ipv4");

    public static Family of(Invocation invocation) throws GatewayException {
        String text = invocation.text(OPTION.getLongOpt(), "ipv4");
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "ipv4" -> IPV4;
            case "ipv6" -> IPV6;
            case "both" -> BOTH;
            default ->
                    throw new GatewayException(
                            Reason.INVALID_ARGUMENT,
                            "'" + text + "' is no family: use ipv4, ipv6 or both.");
        };
    }

    boolean hasIpv4() {
        return this != IPV6;
    }

    /** The same in the words of the keeper. */
    public Set<AddressFamily> families() {
        return switch (this) {
            case IPV4 -> Set.of(AddressFamily.IPV4);
            case IPV6 -> Set.of(AddressFamily.IPV6);
            case BOTH -> Set.of(AddressFamily.IPV4, AddressFamily.IPV6);
        };
    }

    boolean hasIpv6() {
        return this != IPV4;
    }
}
