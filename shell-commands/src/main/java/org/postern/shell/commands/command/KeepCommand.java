// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.LastingPorts;

import java.util.List;
import java.util.Optional;

/** {@code keep}: in a shell by configuration, on the terminal as long as the command runs. */
final class KeepCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("keep", "Opens ports and keeps them open.", "PORT...")
                .withDetails(
                        "PORT may be a range such as 6000-6010. Leases are renewed, and the ports"
                                + " opened again after",
                        "the router restarted or the network changed. A port that is taken is"
                                + " waited for.",
                        "On the terminal they are kept until Ctrl-C, then closed; with --json each"
                                + " event is a JSON object",
                        "on a line of its own. In a shell they are kept from now on, over restarts,"
                                + " until 'release'.")
                .withOptions(KeepRequests.options());
    }

    @Override
    public Report run(Call call) throws CommandException, GatewayException, InterruptedException {
        List<MappingRequest> requests = KeepRequests.of(call);
        Optional<LastingPorts> lasting =
                Keepers.inShell(call) ? call.services().lastingPorts() : Optional.empty();
        if (lasting.isEmpty()) {
            return ForegroundKeep.run(call, requests);
        }
        List<String> choices = Keepers.choices(call);
        if (!choices.isEmpty()) {
            throw CommandException.usage(
                    "'--"
                            + choices.get(0)
                            + "' goes with 'keep' on the terminal only: a shell keeps ports on the"
                            + " gateways that 'watch' shows.");
        }
        return new LastingKeep(call, lasting.get(), call.services().keeper()).run(requests);
    }
}
