package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;

/** {@code simulate}: hands its words on to the simulator, which knows what they mean. */
final class SimulateCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.local("simulate", "Runs a simulated router until Ctrl-C.")
                .withDetails(
                        "It forwards opened ports for real. Without --interface on loopback alone.")
                .withOptions(
                        Syntax.value(
                                "interface", "NAME|ADDRESS", "where to answer; default: loopback"),
                        Syntax.value("quirk", "NAME", "misbehave so; may stand more than once"),
                        Syntax.flag("list", "list the quirks"),
                        Syntax.value("port", "N", "HTTP port; default: any free one"))
                .passingThrough();
    }

    @Override
    public Report run(Call call) throws CommandException, GatewayException, InterruptedException {
        return Report.printed(call.services().simulator().applyAsInt(call.arguments()));
    }
}
