// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.LastingPorts;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.hooks.ExecOption;
import org.postern.shell.commands.outside.HelperOption;
import org.postern.shell.commands.serving.PagePlan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code keep}: in a shell it keeps ports by configuration; on the terminal, as long as the
 * command runs.
 */
public final class KeepCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("keep", "Opens ports and keeps them open.", "PORT...")
                .withDetails(
                        "PORT may be a range such as 6000-6010, and may name its protocol, as in"
                                + " 25565/tcp. Renews leases, opens the ports"
                                + " again after the router restarts or the network changes, and"
                                + " waits for ports that are taken.",
                        "On the terminal, ports are kept until Ctrl-C and then closed; with --json"
                                + " each event is a JSON object on a line of its own. In a shell"
                                + " they are kept from now on, also after restarts, until you"
                                + " 'release' them.")
                .withOptions(KeepRequests.options());
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        Optional<Path> program = ExecOption.of(invocation);
        Optional<PagePlan> page = PagePlan.ofKeep(invocation);
        Optional<LastingPorts> lasting =
                invocation.inShell() ? invocation.services().lastingPorts() : Optional.empty();
        if (lasting.isEmpty()) {
            return ForegroundKeep.run(invocation, KeepRequests.of(invocation), program, page);
        }
        List<String> searchOptions = new ArrayList<>(GatewayLookup.givenOptions(invocation));
        searchOptions.remove(CommonOptions.CONTROL);
        if (!searchOptions.isEmpty()) {
            throw CommandException.usage(
                    "'--"
                            + searchOptions.get(0)
                            + "' works only with './postern keep'; in a shell, ports are kept on"
                            + " the gateways that 'watch' lists. Where to search is a setting, see"
                            + " docs/configuration.md.");
        }
        if (invocation.has(HelperOption.NAME)) {
            throw CommandException.usage(
                    "'--"
                            + HelperOption.NAME
                            + "' works only with './postern keep'; in a shell, a helper for all"
                            + " kept ports is a setting, see docs/configuration.md.");
        }
        GatewayLookup.checkControlProtocol(invocation);
        return new ConfiguredKeep(invocation, lasting.get(), invocation.services().keeper())
                .run(KeepRequests.of(invocation));
    }
}
