// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.demo;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayFinder;
import org.postern.api.gateway.UpnpResult;
import org.postern.shell.commands.command.Call;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;

import java.io.IOException;
import java.io.PrintStream;
import java.net.NetworkInterface;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** {@code demo}: from nothing to an open port and back. */
public final class DemoCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.local("demo", "Plays the main job on a simulated router of its own.")
                .withDetails("Uses the loopback interface alone; your router is not asked.");
    }

    @Override
    public Report run(Call call) throws CommandException, GatewayException, InterruptedException {
        ToIntBiFunction<List<String>, List<PrintStream>> simulator = call.services().simulator();
        GatewayFinder finder = call.services().finder();
        try {
            String loopback = NetworkInterface.getByInetAddress(Loopback.address()).getName();
            try (DemoRouter router = DemoRouter.start(simulator, loopback);
                    EchoServer server = EchoServer.start()) {
                call.console().message("Starting a simulated router on " + loopback + ".");
                router.awaitFound(finder);
                return Report.printed(new DemoScript(call, router, server).play());
            }
        } catch (IOException e) {
            throw new GatewayException(
                    UpnpResult.SOCKET_ERROR,
                    "The demo cannot use the loopback interface: " + e.getMessage() + ".",
                    e);
        }
    }
}
