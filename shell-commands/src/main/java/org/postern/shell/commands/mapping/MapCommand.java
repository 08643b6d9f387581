// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.finder.GatewayChoice;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.JsonFields;
import org.postern.shell.commands.output.Quantities;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code map}: opens ports to this machine or another host, and shows what the router holds
 * afterwards.
 */
public final class MapCommand implements Command {
    private static final Pattern SEVERAL = Pattern.compile("\\d.*[-,].*");

    /** A port of its own, or a slip that is better told as one. */
    private static final Pattern NO_INTERNAL = Pattern.compile("(?i)\\d.*[-,/].*|tcp|udp|both");

    @Override
    public Syntax syntax() {
        return Syntax.network(
                        "map",
                        "Opens ports to this machine, or to another host.",
                        "PORT",
                        "[INTERNAL|PORT...]")
                .withDetails(
                        "PORT is the external one, INTERNAL the one on this machine or on the host"
                            + " of --client (default: the same). Prints the mapping as the router"
                            + " reports it. With BOTH, either both are opened or neither: when one"
                            + " cannot be opened, the other is closed again, unless it was open"
                            + " before.",
                        "A PORT may name its protocol, as in 25565/tcp, or be a range such as"
                                + " 6000-6010. A bare number after one PORT is INTERNAL; separate"
                                + " several ports by commas: 80,443.")
                .withOptions(
                        ProtocolOption.OPTION,
                        MappingOptions.DESCRIPTION,
                        MappingOptions.duration("0, permanent"),
                        MappingOptions.ANY_PORT,
                        MappingOptions.CLIENT);
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        List<String> words = invocation.arguments();
        boolean internal =
                words.size() == 2
                        && !SEVERAL.matcher(words.get(0)).matches()
                        && !NO_INTERNAL.matcher(words.get(1)).matches();
        List<PortRange> ranges = PortRange.parseAll(internal ? words.subList(0, 1) : words);
        List<MappingRequest> requests =
                MappingOptions.requests(
                        invocation,
                        ranges,
                        internal ? NumberRange.INTERNAL_PORT.parse(words.get(1)) : 0,
                        Duration.ZERO);
        KeptPortWarnings.refuse(invocation, requests);
        List<String> assumed = MappingOptions.notes(invocation, ranges);
        GatewayChoice choice = GatewayLookup.find(invocation);
        Gateway gateway = choice.gateway();
        ExternalAddress external = ExternalAddress.of(gateway);
        List<MappingResult> results = SeveralMappings.open(gateway, requests);
        List<Object> json = new ArrayList<>();
        List<PortMapping> mappings = new ArrayList<>();
        List<String> before = concat(external.note().stream().toList(), assumed);
        for (MappingResult.Part part :
                results.stream().flatMap(each -> each.parts().stream()).toList()) {
            List<String> notes = concat(choice.warnings(), concat(before, part.notes()));
            json.add(json(gateway, external, part.mapping(), notes));
            mappings.add(part.mapping());
        }
        return Report.of(
                        json,
                        Block.of("Open on " + DisplayNames.of(gateway) + ":"),
                        table(external, mappings))
                .withNotes(
                        concat(
                                before,
                                results.stream()
                                        .flatMap(each -> each.notes().stream())
                                        .distinct()
                                        .toList()));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Object json(
            Gateway gateway, ExternalAddress external, PortMapping mapping, List<String> notes) {
        return new JsonFields()
                .put("gateway", gateway.info().id())
                .put("externalAddress", external.address())
                .put("protocol", mapping.protocol())
                .put("externalPort", mapping.externalPort())
                .put("internalClient", mapping.internalClient())
                .put("internalPort", mapping.internalPort())
                .put("description", mapping.description())
                .put("leaseSeconds", Quantities.leaseSeconds(mapping))
                .put("notes", notes)
                .map();
    }

    private static Block table(ExternalAddress external, List<PortMapping> mappings) {
        OpenMappingsTable table = new OpenMappingsTable();
        mappings.forEach(each -> table.row(external.address(), each));
        return table;
    }

    /**
     * Asked for before anything is opened, so that a slow answer cannot leave a port open behind
     * it.
     */
    private record ExternalAddress(Optional<InetAddress> address, Optional<String> note) {
        static ExternalAddress of(Gateway gateway) throws InterruptedException {
            try {
                return new ExternalAddress(
                        Optional.of(gateway.externalAddress()), Optional.empty());
            } catch (GatewayException e) {
                return new ExternalAddress(
                        Optional.empty(),
                        Optional.of("The external address is not known: " + e.getMessage()));
            }
        }
    }
}
