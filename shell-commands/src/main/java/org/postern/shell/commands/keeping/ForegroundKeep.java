// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortListener;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.hooks.EventProgram;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.StatusLine;
import org.postern.shell.commands.output.TimeFormat;
import org.postern.shell.commands.releasing.PortRelease;
import org.postern.shell.commands.serving.CommandPage;
import org.postern.shell.commands.serving.PagePlan;
import org.postern.shell.commands.watching.EventHints;
import org.postern.shell.commands.watching.EventPrinter;
import org.postern.shell.commands.watching.EventScreen;
import org.postern.shell.commands.watching.LineScreen;
import org.postern.shell.commands.watching.StatusScreen;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps ports until the command is interrupted, then closes them. On a terminal, one line shows
 * the current state; elsewhere, each event is a line.
 */
final class ForegroundKeep {
    /** For events of ports that were closed at the last moment. */
    private static final Duration EVENTS_TIMEOUT = Duration.ofMillis(300);

    private ForegroundKeep() {}

    /** Keeps them, runs the program on each event, and serves the page, if there is one. */
    static Report run(
            Invocation invocation,
            KeepRequests requests,
            Optional<Path> program,
            Optional<PagePlan> plan)
            throws CommandException, GatewayException, InterruptedException {
        GatewayQuery query = GatewayLookup.watchQuery(invocation);
        HelperChecks checks = HelperChecks.of(invocation);
        // The checks end after the ports are closed, for which there is little time.
        try (PortKeeper keeper = invocation.services().keepers().open(query);
                checks;
                DelayedBeans beans =
                        new DelayedBeans(invocation.services()::managementBeans, keeper)) {
            beans.start();
            if (!invocation.json()) {
                requests.notes().forEach(note -> invocation.console().warning("Note: " + note));
            }
            EventPrinter printer = EventPrinter.start(screen(invocation, requests, keeper, checks));
            List<PortRelease> releases;
            int code;
            try (printer;
                    EventProgram runs = EventProgram.start(program, printer::message);
                    CommandPage page = CommandPage.beside(plan, printer::message)) {
                Watch watch = keeper.watch(printer);
                Watch run = runs.watch(keeper);
                page.start(keeper);
                for (KeepRequest request : requests.requests()) {
                    keeper.keep(request, PortListener.NONE);
                }
                checks.start(
                        keeper,
                        reach -> {
                            printer.changed(reach);
                            runs.changed(reach);
                        });
                code = awaitEnd(printer);
                runs.ending();
                // The ports that were kept on it are released as well.
                page.end();
                releases = PortRelease.releaseAll(keeper);
                if (releases.stream().anyMatch(each -> !each.place().gateways().isEmpty())) {
                    // Which may take a busy machine longer than the closing.
                    ToldEvents.await(keeper, EVENTS_TIMEOUT);
                }
                run.close();
                watch.close();
            }
            PortRelease.sentences(releases).forEach(invocation.console()::message);
            return Report.printed(code);
        }
    }

    private static EventScreen screen(
            Invocation invocation, KeepRequests requests, PortKeeper keeper, HelperChecks checks) {
        Console console = invocation.console();
        EventHints hints =
                new EventHints(
                        invocation,
                        requests.requests().stream().map(KeepRequest::mapping).toList());
        return console.terminal() && console.dataOnTerminal()
                ? new StatusScreen(
                        console,
                        hints,
                        () ->
                                KeepStatus.line(
                                        keeper.ports(),
                                        checks.ports(),
                                        TimeFormat.fromNow(),
                                        StatusLine.width(console)))
                : new LineScreen(invocation, hints);
    }

    /** Waits for Ctrl-C, or until the output cannot be written any more. Ports are closed after. */
    private static int awaitEnd(EventPrinter printer) {
        try {
            printer.awaitUnread();
            return CommandExitCodes.BROKEN_PIPE;
        } catch (InterruptedException e) {
            return CommandExitCodes.INTERRUPTED;
        }
    }
}
