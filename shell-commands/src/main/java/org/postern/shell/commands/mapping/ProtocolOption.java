// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;

import java.util.List;
import java.util.Locale;

/** The option {@code --protocol}, which may stand for two protocols. */
public final class ProtocolOption {
    public static final Option OPTION =
            OptionSyntax.value("protocol", "TCP|UDP|BOTH", "the transport protocol; default: UDP");

    private ProtocolOption() {}

    public static List<Protocol> of(Invocation invocation) throws GatewayException {
        String text = invocation.text(OPTION.getLongOpt(), Protocol.UDP.name());
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
