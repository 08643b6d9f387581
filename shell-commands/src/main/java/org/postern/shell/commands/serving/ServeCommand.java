// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.releasing.PortRelease;

/** {@code serve}: shows gateways and kept ports on a page for browsers of this machine. */
public final class ServeCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network(
                        "serve", "Shows gateways and ports on a page in a browser, until Ctrl-C.")
                .withDetails(
                        "The page is on loopback only, and opens at an address with a token, once."
                                + " It lists gateways, mappings and devices, and can open, keep and"
                                + " close ports and run the doctor. On the terminal, ports that it"
                                + " keeps are closed when the command ends. Also serves metrics for"
                                + " Prometheus.")
                .withOptions(
                        OptionSyntax.value(
                                PagePlan.PORT,
                                "N",
                                "the TCP port to listen on, 0 for any; default: 0"),
                        PagePlan.TOKEN_OPTION);
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        PagePlan plan = PagePlan.of(invocation, PagePlan.PORT);
        if (invocation.inShell() && GatewayLookup.givenOptions(invocation).isEmpty()) {
            return serve(invocation, plan, invocation.services().keeper());
        }
        try (PortKeeper keeper =
                invocation.services().keepers().open(GatewayLookup.watchQuery(invocation))) {
            try {
                return serve(invocation, plan, keeper);
            } finally {
                PortRelease.sentences(PortRelease.releaseAll(keeper))
                        .forEach(invocation.console()::message);
            }
        }
    }

    private static Report serve(Invocation invocation, PagePlan plan, PortKeeper keeper)
            throws CommandException, GatewayException {
        Console console = invocation.console();
        try (CommandPage page =
                CommandPage.alone(plan, invocation.json(), line -> print(console, line))) {
            page.start(keeper);
            if (!invocation.json()) {
                page.show("Ctrl-C ends it.");
            }
            if (page.awaitUnread()) {
                return Report.printed(CommandExitCodes.BROKEN_PIPE);
            }
        } catch (InterruptedException e) {
            // The way to end it.
            return Report.printed(CommandExitCodes.SUCCESS);
        }
        if (invocation.services().stopping()) {
            return Report.printed(CommandExitCodes.SUCCESS);
        }
        throw CommandException.unavailable("The page has ended: its bundle was stopped.");
    }

    /** Also from a thread of the page. Returns false where the line cannot be written. */
    private static boolean print(Console console, String line) {
        synchronized (console.out()) {
            console.data(line);
            return !console.out().checkError();
        }
    }
}
