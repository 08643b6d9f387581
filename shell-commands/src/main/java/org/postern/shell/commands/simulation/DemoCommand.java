// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.simulation;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;

import java.io.IOException;
import java.io.PrintStream;
import java.net.NetworkInterface;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** {@code demo}: finds a router, opens a port, uses it, and closes it again. */
public final class DemoCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.local("demo", "Runs a complete example against a simulated router.")
                .withDetails("Uses only the loopback interface; your router is not contacted.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        ToIntBiFunction<List<String>, List<PrintStream>> simulator =
                invocation.services().simulator();
        GatewayFinder finder = invocation.services().finder();
        try {
            String loopback = NetworkInterface.getByInetAddress(LoopbackPorts.address()).getName();
            try (DemoRouter router = DemoRouter.start(simulator, loopback);
                    EchoServer server = EchoServer.start()) {
                invocation.console().message("Starting a simulated router on " + loopback + ".");
                router.awaitFound(finder);
                return Report.printed(new DemoScript(invocation, router, server).play());
            }
        } catch (IOException e) {
            throw new GatewayException(
                    Reason.UNREACHABLE,
                    "The demo cannot use the loopback interface: " + e.getMessage() + ".",
                    e);
        }
    }
}
