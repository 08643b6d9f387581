// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;

import java.util.List;
import java.util.Locale;

/** The option {@code --protocol}, which may stand for two protocols. */
public final class ProtocolOption {
    /** For commands that open ports. */
    public static final Option OPTION = option("UDP");

    /** What commands that open ports assume; users mostly mean TCP, so it is said. */
    static final List<Protocol> DEFAULT = List.of(Protocol.UDP);

    private ProtocolOption() {}

    public static Option option(String defaultText) {
        return OptionSyntax.value(
                CommonOptions.PROTOCOL,
                "TCP|UDP|BOTH",
                "the transport protocol of ports without one of their own, as 25565/tcp has;"
                        + " default:",
                defaultText);
    }

    /** What the option says; the others where it is absent. */
    public static List<Protocol> of(Invocation invocation, List<Protocol> absent)
            throws GatewayException {
        String name = OPTION.getLongOpt();
        return invocation.has(name) ? parse(invocation.text(name, "")) : absent;
    }

    static List<Protocol> parse(String text) throws GatewayException {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "TCP" -> List.of(Protocol.TCP);
            case "UDP" -> List.of(Protocol.UDP);
            case "BOTH" -> List.of(Protocol.TCP, Protocol.UDP);
            default ->
                    throw new GatewayException(
                            Reason.INVALID_PROTOCOL,
                            "'" + text + "' cannot be mapped: use TCP, UDP or BOTH.");
        };
    }
}
