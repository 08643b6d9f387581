// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortMapping;
import org.postern.shell.commands.command.AdviceWords;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.JsonFields;
import org.postern.shell.commands.output.Quantities;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens ports on one gateway, and reports what became of it. Used once, by one thread. */
final class OpenedPorts {
    private static final String AS_TOLD =
            "Over IPv6 a port is open as far as the router tells, and until its lease ends.";

    private final Gateway gateway;
    private final List<String> warnings;
    private final List<String> assumed;
    private final List<Object> json = new ArrayList<>();
    private final OpenMappingsTable table = new OpenMappingsTable();
    private final List<String> notes = new ArrayList<>();

    /** By the name of the family; in the order in which they were tried. */
    private final Map<String, GatewayException> failures = new LinkedHashMap<>();

    private List<MappingRequest> openOverIpv4 = List.of();

    /** Takes what is known of the gateway, and of the options, before anything is opened. */
    OpenedPorts(Gateway gateway, List<String> warnings, List<String> assumed) {
        this.gateway = gateway;
        this.warnings = warnings;
        this.assumed = assumed;
        notes.addAll(assumed);
    }

    void overIpv4(List<MappingRequest> requests) throws InterruptedException {
        ExternalAddress external = ExternalAddress.of(gateway);
        List<String> before = concat(external.note().stream().toList(), assumed);
        try {
            List<MappingResult> results =
                    new PortBatch<>(gateway::map, DisplayNames::of).open(requests);
            for (MappingResult.Part part :
                    results.stream().flatMap(each -> each.parts().stream()).toList()) {
                json.add(
                        json(
                                external,
                                part.mapping(),
                                concat(warnings, concat(before, part.notes()))));
                table.row(external.address(), part.mapping());
            }
            external.note().ifPresent(note -> notes.add(0, note));
            results.stream().flatMap(each -> each.notes().stream()).forEach(notes::add);
            openOverIpv4 = requests;
        } catch (GatewayException e) {
            failures.put("IPv4", e);
        }
    }

    void overIpv6(List<PinholeRequest> requests) throws InterruptedException {
        try {
            Pinholes pinholes = PinholeOptions.pinholes(gateway);
            List<PinholeResult> results =
                    new PortBatch<>(pinholes::open, PinholeOptions::names).open(requests);
            for (PinholeResult result : results) {
                List<String> own = concat(result.notes(), List.of(AS_TOLD));
                for (Pinhole each : result.pinholes()) {
                    json.add(json(each, concat(warnings, concat(assumed, own))));
                    table.row(each);
                }
                notes.addAll(own);
            }
        } catch (GatewayException e) {
            failures.put("IPv6", e);
        } catch (InterruptedException e) {
            String doubt = Objects.requireNonNullElse(e.getMessage(), "Interrupted.");
            throw new CommandInterrupted(
                    openOverIpv4.isEmpty()
                            ? doubt
                            : doubt + " Opened over IPv4: " + DisplayNames.of(openOverIpv4) + ".");
        }
    }

    /** Fails where nothing was opened. */
    Report report() throws GatewayException {
        List<GatewayException> all = List.copyOf(failures.values());
        if (json.isEmpty()) {
            throw FailureMessages.withMore(
                    all.get(0), all.stream().skip(1).map(AdviceWords::message).toList());
        }
        failures.forEach(
                (family, failure) ->
                        notes.add("Not open over " + family + ": " + AdviceWords.message(failure)));
        return Report.of(json, Block.of("Open on " + DisplayNames.of(gateway) + ":"), table)
                .withNotes(notes.stream().distinct().toList());
    }

    private Object json(ExternalAddress external, PortMapping mapping, List<String> told) {
        return new JsonFields()
                .put("gateway", gateway.info().id())
                .put("externalAddress", external.address())
                .put("protocol", mapping.protocol())
                .put("externalPort", mapping.externalPort())
                .put("internalClient", mapping.internalClient())
                .put("internalPort", mapping.internalPort())
                .put("description", mapping.description())
                .put("leaseSeconds", Quantities.leaseSeconds(mapping))
                .put("notes", told)
                .map();
    }

    private Object json(Pinhole pinhole, List<String> told) {
        return new JsonFields()
                .put("gateway", gateway.info().id())
                .put("externalAddress", pinhole.client())
                .put("protocol", pinhole.protocol())
                .put("externalPort", pinhole.port())
                .put("internalClient", pinhole.client())
                .put("internalPort", pinhole.port())
                .put("description", "")
                .put("leaseSeconds", pinhole.lease().toSeconds())
                .put("notes", told)
                .map();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
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
