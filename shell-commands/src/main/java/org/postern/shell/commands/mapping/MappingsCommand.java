// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.JsonFields;
import org.postern.shell.commands.output.PrintableText;
import org.postern.shell.commands.output.Quantities;
import org.postern.shell.commands.output.Table;

import java.util.List;

/** {@code mappings}: lists the mappings that the router discloses. */
public final class MappingsCommand implements Command {
    private static final int DESCRIPTION_LENGTH = 60;

    @Override
    public Syntax syntax() {
        return Syntax.network("mappings", "Lists the mappings that the router discloses.")
                .withDetails(
                        "'Ours' marks those that lead to this machine. Many routers hide what other"
                                + " machines opened.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        Gateway gateway = GatewayLookup.find(invocation).gateway();
        List<PortMapping> mappings = gateway.mappings();
        if (!gateway.capabilities().contains(Capability.LIST)) {
            invocation
                    .console()
                    .warning(
                            "Note: this router has no list. Shown is what this installation has"
                                    + " opened there.");
        }
        LocalAddresses local = LocalAddresses.now();
        List<?> json = mappings.stream().map(each -> json(each, local)).toList();
        return Report.of(
                json, mappings.isEmpty() ? Block.of(none(gateway)) : table(mappings, local));
    }

    private static Object json(PortMapping mapping, LocalAddresses local) {
        return new JsonFields()
                .put("protocol", mapping.protocol())
                .put("externalPort", mapping.externalPort())
                .put("internalClient", mapping.internalClient())
                .put("internalPort", mapping.internalPort())
                .put("description", mapping.description())
                .put("enabled", mapping.enabled())
                .put("leaseSeconds", Quantities.leaseSeconds(mapping))
                .put("remoteHost", mapping.remoteHost())
                .put("ours", local.contain(mapping.internalClient()))
                .map();
    }

    private static Table table(List<PortMapping> mappings, LocalAddresses local) {
        Table table =
                Table.headed(
                                "Protocol",
                                "Port",
                                "Leads to",
                                "Ours",
                                "Lease",
                                "On",
                                "From",
                                "Description")
                        .shortening("Description")
                        .omitting("From", "On", "Description");
        for (PortMapping mapping : mappings) {
            table.row(
                    mapping.protocol().name(),
                    String.valueOf(mapping.externalPort()),
                    Quantities.endPoint(mapping.internalClient(), mapping.internalPort()),
                    local.contain(mapping.internalClient()) ? "yes" : "no",
                    Quantities.lease(mapping),
                    mapping.enabled() ? "yes" : "no",
                    mapping.remoteHost().isEmpty() ? "any" : mapping.remoteHost(),
                    PrintableText.cut(mapping.description(), DESCRIPTION_LENGTH));
        }
        return table;
    }

    private static String none(Gateway gateway) {
        return DisplayNames.of(gateway) + " discloses no mappings.";
    }
}
