// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortMapping;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.internal.presentation.LocalAddresses;
import org.postern.shell.commands.internal.presentation.MappingFields;
import org.postern.shell.commands.internal.presentation.Quantities;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.PrintableText;
import org.postern.shell.commands.output.Table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code mappings}: lists the mappings that the router discloses. */
public final class MappingsCommand implements Command {
    private static final int DESCRIPTION_LENGTH = 60;
    private static final Set<Capability> LISTS = Set.of(Capability.LIST, Capability.OWN_LIST);

    @Override
    public Syntax syntax() {
        return Syntax.network("mappings", "Lists the mappings that the router discloses.")
                .withDetails(
                        "'Ours' marks those that lead to this machine. Many routers hide what other"
                                + " machines opened. Of the ports that are open over IPv6, those"
                                + " are shown that this installation has opened: routers list"
                                + " none.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        Gateway gateway = GatewayLookup.find(invocation).gateway();
        Optional<Pinholes> firewall = gateway.pinholes();
        List<Pinhole> pinholes = firewall.isPresent() ? firewall.get().opened() : List.of();
        // A router that is reached over IPv6 alone maps nothing.
        boolean lists = !Collections.disjoint(gateway.capabilities(), LISTS) || pinholes.isEmpty();
        List<PortMapping> mappings = lists ? gateway.mappings() : List.of();
        boolean remembered = !gateway.capabilities().contains(Capability.LIST);
        if (lists && remembered) {
            invocation
                    .console()
                    .warning(
                            "Note: this router has no list. Shown is what this installation has"
                                    + " opened there."
                                    + (mappings.stream().allMatch(PortMapping::leaseKnown)
                                            ? ""
                                            : " Where the lease is unknown, its answer was lost:"
                                                    + " the port may be open."));
        }
        LocalAddresses local = LocalAddresses.now();
        List<Object> json = new ArrayList<>();
        mappings.forEach(each -> json.add(MappingFields.of(each, local, remembered)));
        pinholes.forEach(each -> json.add(MappingFields.of(each)));
        List<Block> text = new ArrayList<>();
        text.add(mappings.isEmpty() ? Block.of(none(gateway)) : table(mappings, local));
        if (!pinholes.isEmpty()) {
            text.add(Block.of("Opened from here over IPv6:"));
            text.add(table(pinholes));
        }
        return Report.of(json, text.toArray(Block[]::new));
    }

    private static Table table(List<Pinhole> pinholes) {
        Table table = Table.headed("Protocol", "Port", "Leads to", "Lease");
        for (Pinhole each : pinholes) {
            table.row(
                    each.protocol().name(),
                    String.valueOf(each.port()),
                    Quantities.endPoint(each.client(), each.port()),
                    Quantities.lease(each.lease()));
        }
        return table;
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
        return DisplayNames.first(gateway) + " discloses no mappings.";
    }
}
