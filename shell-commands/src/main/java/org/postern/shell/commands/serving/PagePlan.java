// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import org.apache.commons.cli.Option;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PageServer;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.ListenPort;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.gateway.GatewayLookup;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A page as the options ask for it.
 *
 * @param server serves nothing yet
 * @param query of the keeper
 * @param port 0 for any free one
 * @param token for the metrics
 */
public record PagePlan(PageServer server, GatewayQuery query, int port, MetricsToken token) {
    static final String PORT = "port";
    private static final String SERVE = "serve";
    private static final String TOKEN_FILE = "token-file";

    /** The options of {@code keep}. */
    public static final Option KEEP_OPTION =
            OptionSyntax.terminalValue(
                    SERVE,
                    "N",
                    "also serve a page and metrics on this TCP port of loopback,"
                            + " 0 for any; see 'serve'");

    public static final Option TOKEN_OPTION =
            OptionSyntax.terminalValue(
                    TOKEN_FILE,
                    "FILE",
                    "take the token for the metrics from this file; default: a new"
                            + " one each time");

    /** Of {@code keep}; empty where it serves no page, and wrong usage in a shell. */
    public static Optional<PagePlan> ofKeep(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        if (!invocation.has(SERVE)) {
            if (invocation.has(TOKEN_FILE)) {
                throw CommandException.usage("'--" + TOKEN_FILE + "' goes with '--serve'.");
            }
            return Optional.empty();
        }
        if (invocation.inShell()) {
            throw CommandException.usage(
                    "'--" + SERVE + "' works only with './postern keep'; here, use 'serve'.");
        }
        return Optional.of(of(invocation, SERVE));
    }

    static PagePlan of(Invocation invocation, String portOption)
            throws CommandException, GatewayException, InterruptedException {
        int port = ListenPort.of(invocation, portOption, 0);
        return new PagePlan(
                invocation.services().pageServer(),
                GatewayLookup.watchQuery(invocation),
                port,
                token(invocation));
    }

    /** A shell may have users who must not read files with the rights of the process. */
    private static MetricsToken token(Invocation invocation) throws CommandException {
        if (!invocation.has(TOKEN_FILE)) {
            return MetricsToken.fresh();
        }
        if (invocation.inShell()) {
            throw CommandException.usage("'--" + TOKEN_FILE + "' works only on the terminal.");
        }
        return MetricsToken.of(invocation.text(TOKEN_FILE, ""), invocation.console());
    }

    PageServer.Serving start(PortKeeper keeper, Consumer<URI> pages) throws GatewayException {
        try {
            return server.serve(keeper, query, port, token.text(), pages);
        } catch (IOException e) {
            throw new GatewayException(
                    Reason.UNREACHABLE,
                    "The page cannot be served on TCP port " + port + ": " + e.getMessage() + ".",
                    e);
        }
    }
}
