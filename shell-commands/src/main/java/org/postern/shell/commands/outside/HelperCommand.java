// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.outside;

import org.postern.api.doctor.OutsideHelper.Serving;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.internal.address.AddressClass;
import org.postern.shell.commands.internal.json.JsonFields;
import org.postern.shell.commands.internal.json.JsonText;
import org.postern.shell.commands.output.Console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** {@code helper}: tells hosts of other networks whether their ports are reached from here. */
public final class HelperCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.asking(
                        "helper", "Tells other hosts, until Ctrl-C, whether their ports are open.")
                .withDetails(
                        "Run it on a host outside your network, and name it there as --helper. It"
                                + " checks only the address that asks, sends next to nothing, and"
                                + " limits how often each network may ask.")
                .withOptions(
                        OptionSyntax.value(
                                ListenAddress.PORT,
                                "N",
                                "the TCP port to listen on, 0 for any; default: "
                                        + HelperOption.DEFAULT_PORT),
                        OptionSyntax.value(
                                CommonOptions.INTERFACE,
                                "NAME|ADDRESS",
                                "listen on this address, or the first one of this interface;"
                                        + " default: on all"));
    }

    @Override
    public Report run(Invocation invocation) throws CommandException, GatewayException {
        InetSocketAddress listen = ListenAddress.of(invocation);
        try (Serving serving = serve(invocation, listen)) {
            tell(invocation, serving.address());
            serving.awaitEnd();
        } catch (InterruptedException e) {
            // The way to end it.
            return Report.printed(CommandExitCodes.SUCCESS);
        }
        if (invocation.services().stopping()) {
            return Report.printed(CommandExitCodes.SUCCESS);
        }
        throw CommandException.unavailable(
                "The helper has ended: its bundle was stopped, or the log says why.");
    }

    private static Serving serve(Invocation invocation, InetSocketAddress listen)
            throws CommandException, GatewayException {
        try {
            return invocation.services().outsideHelper().serve(listen);
        } catch (IOException e) {
            throw new GatewayException(
                    Reason.UNREACHABLE,
                    "The helper cannot listen on TCP port "
                            + listen.getPort()
                            + ": "
                            + e.getMessage()
                            + ".",
                    e);
        }
    }

    private static void tell(Invocation invocation, InetSocketAddress address) {
        Console console = invocation.console();
        List<InetAddress> reachable = ListenAddress.reachable(address);
        List<String> urls = ListenAddress.urls(reachable, address.getPort()).toList();
        if (invocation.json()) {
            console.data(
                    JsonText.of(
                            new JsonFields()
                                    .put("address", address.getAddress())
                                    .put("port", address.getPort())
                                    .put("urls", urls)
                                    .map()));
        } else {
            lines(address.getPort(), urls).forEach(console::data);
            if (reachable.stream().noneMatch(each -> AddressClass.of(each).isPublic())) {
                console.warning(
                        "Note: this host has no public address: others reach it only where its"
                                + " router passes TCP port "
                                + address.getPort()
                                + " on to it.");
            }
        }
        console.flush();
    }

    private static List<String> lines(int port, List<String> urls) {
        String url = urls.isEmpty() ? "http://THIS-HOST:" + port : urls.get(0);
        return List.of(
                "Helper on TCP port " + port + ": " + String.join(", ", urls),
                "In your network: doctor 25565 --helper " + url,
                "                 keep 25565 --helper " + url,
                "It checks only the address that asks. Ctrl-C ends it.");
    }
}
