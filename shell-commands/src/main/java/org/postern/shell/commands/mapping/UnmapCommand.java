// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

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

import java.util.ArrayList;
import java.util.List;

/** {@code unmap}: closes a port, or the ports of this machine in a range. */
public final class UnmapCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("unmap", "Closes a port on the router.", "PORT")
                .withOptions(ProtocolOption.OPTION)
                .withDetails(
                        "PORT may be a range such as 6000-6010: all ports in it that lead to this"
                                + " machine are closed, those of other machines stay open. With"
                                + " BOTH, both are tried; the command succeeds if at least one was"
                                + " open.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        PortRange ports = PortRange.parse(invocation.arguments().get(0));
        List<Protocol> protocols = ProtocolOption.of(invocation);
        Gateway gateway = GatewayLookup.find(invocation).gateway();
        List<ClosedPort> closed = new ArrayList<>();
        List<GatewayException> failures = new ArrayList<>();
        for (Protocol protocol : protocols) {
            try {
                closed.addAll(close(gateway, protocol, ports));
            } catch (GatewayException e) {
                failures.add(e);
            }
        }
        if (closed.isEmpty() || failures.stream().anyMatch(UnmapCommand::isRefusal)) {
            throw worst(failures, sentences(closed, gateway));
        }
        List<String> notes = failures.stream().map(AdviceWords::message).toList();
        List<?> json = closed.stream().map(UnmapCommand::json).toList();
        return Report.of(json, sentences(closed, gateway)).withNotes(notes);
    }

    private static List<ClosedPort> close(Gateway gateway, Protocol protocol, PortRange ports)
            throws GatewayException, InterruptedException {
        if (ports.isOne()) {
            gateway.unmap(new PortKey(protocol, ports.first()));
            return List.of(new ClosedPort(protocol, ports.first()));
        }
        return gateway.unmapRange(protocol, ports.first(), ports.last()).stream()
                .map(each -> new ClosedPort(protocol, each.externalPort()))
                .toList();
    }

    /** A port that stays open matters more than one that was never open. */
    private static GatewayException worst(List<GatewayException> failures, List<String> closed) {
        GatewayException worst =
                failures.stream()
                        .filter(UnmapCommand::isRefusal)
                        .findFirst()
                        .orElse(failures.get(0));
        List<String> more = new ArrayList<>(closed);
        failures.stream()
                .filter(failure -> failure != worst)
                .forEach(failure -> more.add(String.valueOf(failure.getMessage())));
        return FailureMessages.withMore(worst, more);
    }

    private static boolean isRefusal(GatewayException failure) {
        return failure.reason() != Reason.NOT_FOUND;
    }

    private static Object json(ClosedPort closed) {
        return new JsonFields()
                .put("protocol", closed.protocol())
                .put("externalPort", closed.externalPort())
                .map();
    }

    private static List<String> sentences(List<ClosedPort> closed, Gateway gateway) {
        return closed.stream()
                .map(
                        each ->
                                each.protocol()
                                        + " port "
                                        + each.externalPort()
                                        + " is closed on "
                                        + DisplayNames.of(gateway)
                                        + ".")
                .toList();
    }

    private record ClosedPort(Protocol protocol, int externalPort) {}
}
