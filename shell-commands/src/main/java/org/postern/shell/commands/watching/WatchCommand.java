// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.command.DoctorHint;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.hooks.EventProgram;
import org.postern.shell.commands.hooks.ExecOption;
import org.postern.shell.commands.output.TimeFormat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code watch}: prints the events of gateways and kept ports as they happen. */
public final class WatchCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("watch", "Reports changes to gateways and ports until Ctrl-C.")
                .withDetails(
                        "One line for each event; with --json a JSON object. In a shell: all known"
                                + " gateways and kept ports. With search options, or on the"
                                + " terminal: gateways only.")
                .withOptions(ExecOption.OPTION);
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        Optional<Path> program = ExecOption.of(invocation);
        boolean here = invocation.inShell() && GatewayLookup.givenOptions(invocation).isEmpty();
        if (here) {
            PortKeeper keeper = invocation.services().keeper();
            if (!invocation.json()) {
                stateNow(invocation, keeper).forEach(invocation.console()::message);
            }
            return watch(invocation, keeper, program);
        }
        try (PortKeeper keeper =
                invocation.services().keepers().open(GatewayLookup.watchQuery(invocation))) {
            return watch(invocation, keeper, program);
        }
    }

    /** Why nothing is there that an event would tell of at once. */
    private static List<String> stateNow(Invocation invocation, PortKeeper keeper) {
        List<String> sentences = NotOpenPorts.sentences(keeper.ports(), TimeFormat.fromNow());
        return sentences.isEmpty() && invocation.services().gateways().isEmpty()
                ? List.of(
                        NotOpenPorts.NO_GATEWAY + " " + DoctorHint.sentence(invocation, List.of()))
                : sentences;
    }

    private static Report watch(Invocation invocation, PortKeeper keeper, Optional<Path> program)
            throws InterruptedException {
        try (EventPrinter printer =
                        EventPrinter.start(
                                new LineScreen(invocation, new EventHints(invocation, List.of())));
                EventProgram runs = EventProgram.start(program, printer::message)) {
            Watch watch = keeper.watch(printer);
            Watch run = runs.watch(keeper);
            try {
                printer.awaitUnread();
            } finally {
                run.close();
                watch.close();
            }
        }
        return Report.printed(CommandExitCodes.BROKEN_PIPE);
    }
}
