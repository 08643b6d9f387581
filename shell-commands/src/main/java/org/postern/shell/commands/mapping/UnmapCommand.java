// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.AdviceWords;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.JsonFields;

import java.net.InetAddress;
import java.util.ArrayList;
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
                                        + " machine"))
                .withDetails(
                        "PORT may be a range such as 6000-6010, in which those ports are closed"
                            + " that lead to this machine; and it may name its protocol, as in"
                            + " 25565/tcp. With --client, the ports of that host are closed, such"
                            + " as those that map --client has opened. The command succeeds if at"
                            + " least one port was open.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        List<PortRange> ranges = PortRange.parseAll(invocation.arguments());
        List<Protocol> given = ProtocolOption.of(invocation, List.of());
        Optional<InetAddress> client = ClientOption.of(invocation);
        Gateway gateway = GatewayLookup.find(invocation).gateway();
        PortUnmapper closer = new PortUnmapper(gateway, client);
        for (PortRange range : ranges) {
            List<Protocol> protocols = range.protocolsOr(given);
            if (protocols.isEmpty()) {
                closer.closeOwn(range);
            }
            for (Protocol protocol : protocols) {
                closer.close(protocol, range);
            }
        }
        boolean chosen = ranges.stream().noneMatch(each -> each.protocolsOr(given).isEmpty());
        List<PortKey> closed = closer.closed();
        List<GatewayException> failures = closer.failures();
        KeptPortWarnings.closed(invocation, closed);
        if (failures.stream().anyMatch(UnmapCommand::isRefusal)) {
            throw worst(failures, chosen, sentences(closed, gateway));
        }
        if (closed.isEmpty()) {
            throw chosen ? worst(failures, true, List.of()) : nothing(invocation, gateway);
        }
        List<String> notes = new ArrayList<>(closer.closedOthers());
        if (chosen) {
            failures.stream().map(AdviceWords::message).forEach(notes::add);
        }
        List<?> json = closed.stream().map(UnmapCommand::json).toList();
        return Report.of(json, sentences(closed, gateway)).withNotes(notes);
    }

    private static GatewayException nothing(Invocation invocation, Gateway gateway)
            throws GatewayException {
        return new GatewayException(
                        Reason.NOT_FOUND,
                        "Nothing of "
                                + ClientOption.of(invocation)
                                        .map(InetAddress::getHostAddress)
                                        .orElse("this machine")
                                + " is open at port "
                                + String.join(", ", invocation.arguments())
                                + " on "
                                + DisplayNames.of(gateway)
                                + ".")
                .advising(Advice.LIST_MAPPINGS);
    }

    /** A port that stays open matters more than one that was never open. */
    private static GatewayException worst(
            List<GatewayException> failures, boolean all, List<String> closed) {
        GatewayException worst =
                failures.stream()
                        .filter(UnmapCommand::isRefusal)
                        .findFirst()
                        .orElse(failures.get(0));
        List<String> more = new ArrayList<>(closed);
        failures.stream()
                .filter(failure -> failure != worst)
                .filter(failure -> all || isRefusal(failure))
                .forEach(failure -> more.add(String.valueOf(failure.getMessage())));
        return FailureMessages.withMore(worst, more);
    }

    private static boolean isRefusal(GatewayException failure) {
        return failure.reason() != Reason.NOT_FOUND;
    }

    private static Object json(PortKey closed) {
        return new JsonFields()
                .put("protocol", closed.protocol())
                .put("externalPort", closed.externalPort())
                .map();
    }

    private static List<String> sentences(List<PortKey> closed, Gateway gateway) {
        return closed.stream()
                .map(
                        each ->
                                DisplayNames.of(each)
                                        + " is closed on "
                                        + DisplayNames.of(gateway)
                                        + ".")
                .toList();
    }
}
