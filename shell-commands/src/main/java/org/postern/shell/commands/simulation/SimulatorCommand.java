// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.simulation;

import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;

import java.io.PrintStream;
import java.util.List;

/** {@code simulate}: passes its words on to the simulator, which parses them. */
public final class SimulatorCommand implements Command {
    /**
     * Options that take a value have to be listed here, so that the command's name is found after
     * them.
     */
    @Override
    public Syntax syntax() {
        return Syntax.local("simulate", "Runs a simulated router until Ctrl-C.")
                .withOptions(
                        OptionSyntax.value("interface", "NAME|ADDRESS", "the interface to run on"),
                        OptionSyntax.value("quirk", "NAME", "misbehave like this"),
                        OptionSyntax.value("control", "LIST", "the protocols that it speaks"),
                        OptionSyntax.value("pxp-port", "N", "port of PCP and NAT-PMP"),
                        OptionSyntax.flag("pxp-ipv6", "speak PCP over IPv6 too"),
                        OptionSyntax.flag("ipv6-firewall", "have WANIPv6FirewallControl:1"),
                        OptionSyntax.value("port", "N", "HTTP port"),
                        OptionSyntax.value("igd", "1|2", "IGD version"),
                        OptionSyntax.value("udn", "uuid:TEXT", "device name"),
                        OptionSyntax.value("name", "TEXT", "friendly name"),
                        OptionSyntax.value("external-address", "ADDRESS", "the address it reports"),
                        OptionSyntax.value("wan", "ADDRESS", "where external ports are opened"),
                        OptionSyntax.value("max-age", "SECONDS", "lifetime of an announcement"),
                        OptionSyntax.flag("list", "list the quirks"),
                        OptionSyntax.flag("json", "print one JSON object when ready"),
                        OptionSyntax.flag("quiet", "print nothing"))
                .passingThrough();
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        List<PrintStream> streams = List.of(invocation.console().out(), invocation.console().err());
        return Report.printed(
                invocation.services().simulator().applyAsInt(invocation.arguments(), streams));
    }
}
