// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.output.DisplayNames;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** {@code unmap}: closes ports; of a range, those of this machine or of another client. */
public final class UnmapCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("unmap", "Closes ports on the router.", "PORT...")
                .withOptions(
                        ProtocolOption.option("whatever this machine has open there"),
                        ClientOption.option(
                                "close only what leads to this IPv4 address, instead of to this"
                                        + " machine"),
                        Family.OPTION)
                .withDetails(
                        "PORT may be a range such as 6000-6010, in which those ports are closed"
                            + " that lead to this machine; and it may name its protocol, as in"
                            + " 25565/tcp. With --client, the ports of that host are closed, such"
                            + " as those that map --client has opened. Over IPv6, the ports are"
                            + " closed that this installation has opened. The command succeeds if"
                            + " at least one port was open.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        List<PortRange> ranges = PortRange.parseAll(invocation.arguments());
        List<Protocol> given = ProtocolOption.of(invocation, List.of());
        Optional<InetAddress> client = ClientOption.of(invocation);
        Family family = Family.of(invocation);
        PinholeOptions.checkClient(invocation, family);
        Gateway gateway = GatewayLookup.find(invocation).gateway();
        ClosedPorts ports = new ClosedPorts(gateway);
        if (family.hasIpv4()) {
            ports.overIpv4(ranges, given, client);
        }
        if (family.hasIpv6()) {
            ports.overIpv6(ranges, given, family == Family.IPV6);
        }
        KeptPortWarnings.closed(invocation, ports::closed);
        return ports.report(() -> nothing(invocation, family, gateway));
    }

    private static GatewayException nothing(Invocation invocation, Family family, Gateway gateway) {
        return new GatewayException(
                        Reason.NOT_FOUND,
                        "Nothing of "
                                + invocation
                                        .text(MappingOptions.CLIENT.getLongOpt(), "this machine")
                                        .strip()
                                + " is open"
                                + (family == Family.IPV6 ? " over IPv6" : "")
                                + " at port "
                                + String.join(", ", invocation.arguments())
                                + " on "
                                + DisplayNames.of(gateway)
                                + ".")
                .advising(Advice.LIST_MAPPINGS);
    }
}
