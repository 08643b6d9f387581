// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.upnp.UpnpLimits;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.JsonFields;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code map}: opens a port to this machine, and shows what the router holds afterwards. */
public final class MapCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("map", "Opens a port to this machine.", "PORT", "[INTERNAL]")
                .withDetails(
                        "PORT is the external one, INTERNAL the one on this machine (default: the"
                                + " same). Prints the mapping as the router reports it. With BOTH,"
                                + " either both are opened or neither: when one cannot be opened,"
                                + " the other is closed again, unless it was open before.")
                .withOptions(
                        ProtocolOption.OPTION,
                        OptionSyntax.value(
                                "description", "TEXT", "shown by the router; default: none"),
                        OptionSyntax.value(
                                "duration",
                                "S",
                                "lease in seconds, 120 to 86400; default: 0, permanent"),
                        OptionSyntax.flag(
                                "any-port", "take another external port when PORT is taken"));
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        MappingRequest request = request(invocation);
        GatewayChoice choice = GatewayLookup.find(invocation);
        Gateway gateway = choice.gateway();
        ExternalAddress external = ExternalAddress.of(gateway);
        MappingResult result = map(gateway, request);
        List<Object> json = new ArrayList<>();
        for (MappingResult.Part part : result.parts()) {
            List<String> notes =
                    Stream.of(choice.warnings(), external.note().stream().toList(), part.notes())
                            .flatMap(List::stream)
                            .toList();
            json.add(json(gateway, external, part.mapping(), notes));
        }
        List<String> spoken = new ArrayList<>(external.note().stream().toList());
        spoken.addAll(result.notes());
        return Report.of(
                        json,
                        Block.of("Open on " + DisplayNames.of(gateway) + ":"),
                        table(external, result))
                .withNotes(spoken);
    }

    private static MappingResult map(Gateway gateway, MappingRequest request)
            throws GatewayException, InterruptedException {
        try {
            return gateway.map(request);
        } catch (InterruptedException e) {
            // The gateway says what became of two ports, where it was asked for both.
            String left = e.getMessage();
            throw new CommandInterrupted(
                    left != null && !left.isBlank()
                            ? left
                            : DisplayNames.of(request)
                                    + " may be open already: 'mappings' shows it, 'unmap' closes"
                                    + " it.");
        }
    }

    private static MappingRequest request(Invocation invocation)
            throws CommandException, GatewayException {
        List<String> arguments = invocation.arguments();
        int external = NumberRange.PORT.parse(arguments.get(0));
        int internal = arguments.size() > 1 ? NumberRange.INTERNAL_PORT.parse(arguments.get(1)) : 0;
        Duration lease = Duration.ofSeconds(invocation.number("duration", 0, NumberRange.DURATION));
        MappingRequest request =
                MappingRequest.of(ProtocolOption.of(invocation), external)
                        .internalPort(internal)
                        .description(invocation.text("description", ""))
                        .lease(lease);
        UpnpLimits.checkLease(lease);
        request.check();
        return invocation.has("any-port") ? request.anyPort() : request;
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
                .put("leaseSeconds", mapping.lease().toSeconds())
                .put("notes", notes)
                .map();
    }

    private static Block table(ExternalAddress external, MappingResult result) {
        OpenMappingsTable table = new OpenMappingsTable();
        result.mappings().forEach(each -> table.row(external.address(), each));
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
