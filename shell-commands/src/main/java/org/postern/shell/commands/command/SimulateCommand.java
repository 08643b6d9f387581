// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;

import java.io.PrintStream;
import java.util.List;

/** {@code simulate}: hands its words on to the simulator, which knows what they mean. */
final class SimulateCommand implements Command {
    /** What takes a value must be known here, so that the command's name is found behind it. */
    @Override
    public Syntax syntax() {
        return Syntax.local("simulate", "Runs a simulated router until Ctrl-C.")
                .withOptions(
                        Syntax.value("interface", "NAME|ADDRESS", "where it stands"),
                        Syntax.value("quirk", "NAME", "misbehave like this"),
                        Syntax.value("port", "N", "HTTP port"),
                        Syntax.value("igd", "1|2", "IGD version"),
                        Syntax.value("udn", "uuid:TEXT", "device name"),
                        Syntax.value("name", "TEXT", "friendly name"),
                        Syntax.value("external-address", "ADDRESS", "the address it reports"),
                        Syntax.value("wan", "ADDRESS", "where external ports are opened"))
                .passingThrough();
    }

    @Override
    public Report run(Call call) throws CommandException, GatewayException, InterruptedException {
        List<PrintStream> streams = List.of(call.console().out(), call.console().err());
        return Report.printed(call.services().simulator().applyAsInt(call.arguments(), streams));
    }
}
