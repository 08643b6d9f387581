// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;

import java.util.List;
import java.util.Locale;

/** The option {@code --protocol}, which can mean two. */
final class Protocols {
    static final Option OPTION =
            Syntax.value("protocol", "TCP|UDP|BOTH", "the transport protocol; default: UDP");

    private Protocols() {}

    static List<Protocol> of(Call call) throws GatewayException {
        String text = call.text(OPTION.getLongOpt(), Protocol.UDP.name());
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "TCP" -> List.of(Protocol.TCP);
            case "UDP" -> List.of(Protocol.UDP);
            case "BOTH" -> List.of(Protocol.TCP, Protocol.UDP);
            default ->
                    throw new GatewayException(
                            UpnpResult.INVALID_PROTOCOL,
                            "'"
                                    + text
                                    + "' is no protocol that can be mapped: use TCP, UDP or"
                                    + " BOTH.");
        };
    }
}
