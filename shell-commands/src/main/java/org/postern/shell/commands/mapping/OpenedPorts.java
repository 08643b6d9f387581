// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PortMapping;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.DoctorHint;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.internal.json.JsonFields;
import org.postern.shell.commands.internal.presentation.Quantities;
import org.postern.shell.commands.internal.sentences.DistinctSentences;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.DisplayNames;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Opens ports on one gateway, and reports what became of it. Used once, by one thread. */
final class OpenedPorts {
    private static final String AS_TOLD =
            "Over IPv6 a port is open as far as the router tells, and until its lease ends.";

    private final Gateway gateway;
    private final List<String> warnings;
    private final List<String> assumed;
    private final List<MappingRequest> ports;
    private final List<Row> rows = new ArrayList<>();
    private final OpenMappingsTable table = new OpenMappingsTable();
    private final PortRemarks remarks;
    private final UnopenedPorts unopened;

    /** Takes what is known of the gateway, and of the options, before anything is opened. */
    OpenedPorts(
            Gateway gateway,
            List<String> warnings,
            List<String> assumed,
            List<MappingRequest> ports) {
        this.gateway = gateway;
        this.warnings = warnings;
        this.assumed = assumed;
        this.ports = ports;
        remarks = new PortRemarks(ports);
        assumed.forEach(remarks::add);
        unopened = new UnopenedPorts(ports);
    }

    void overIpv4() throws InterruptedException {
        ExternalAddress external = ExternalAddress.of(gateway, warnings);
        List<PortOutcome<MappingResult>> outcomes =
                new PortBatch<>(gateway::map, DisplayNames::of).open(ports);
        unopened.add("IPv4", outcomes);
        List<String> before = concat(external.note().stream().toList(), assumed);
        if (outcomes.stream().anyMatch(PortOutcome::isOpen)) {
            external.note().ifPresent(remarks::add);
        }
        for (int i = 0; i < outcomes.size(); i++) {
            MappingResult result = outcomes.get(i).result().orElse(null);
            if (result == null) {
                continue;
            }
            for (MappingResult.Part part : result.parts()) {
                List<String> told = concat(concat(warnings, before), unwarned(part.notes()));
                rows.add(new Row(i, all -> json(external, part.mapping(), concat(told, all))));
                table.row(external.address(), part.mapping());
            }
            remarks.add(ports.get(i), unwarned(result.notes()));
        }
    }

    /** What the search has warned of need not be noted again. */
    private List<String> unwarned(List<String> notes) {
        return notes.stream().filter(each -> !warnings.contains(each)).toList();
    }

    /** Takes a request for each port. */
    void overIpv6(List<PinholeRequest> requests) throws InterruptedException {
        List<PortOutcome<PinholeResult>> outcomes = openOverIpv6(requests);
        unopened.add("IPv6", outcomes);
        for (int i = 0; i < outcomes.size(); i++) {
            PinholeResult result = outcomes.get(i).result().orElse(null);
            if (result == null) {
                continue;
            }
            List<String> told =
                    concat(concat(warnings, assumed), concat(result.notes(), List.of(AS_TOLD)));
            for (Pinhole each : result.pinholes()) {
                rows.add(new Row(i, all -> json(each, concat(told, all))));
                table.row(each);
            }
            remarks.add(ports.get(i), result.notes());
        }
        if (outcomes.stream().anyMatch(PortOutcome::isOpen)) {
            remarks.add(AS_TOLD);
        }
    }

    private List<PortOutcome<PinholeResult>> openOverIpv6(List<PinholeRequest> requests)
            throws InterruptedException {
        try {
            return new PortBatch<PinholeRequest, PinholeResult>(
                            each -> PinholeOptions.pinholes(gateway).open(each),
                            PinholeOptions::names)
                    .open(requests);
        } catch (InterruptedException e) {
            String doubt = Objects.requireNonNullElse(e.getMessage(), "Interrupted.");
            throw new CommandInterrupted(
                    rows.isEmpty() ? doubt : doubt + " Opened over IPv4: " + opened() + ".");
        }
    }

    /** Fails where nothing was opened; has a failure if a port is open over no family. */
    Report report() throws GatewayException {
        Optional<GatewayException> failure = unopened.failure();
        List<String> unsaid = unopened.notes();
        if (failure.isPresent() && rows.isEmpty()) {
            throw FailureMessages.withMore(failure.get(), unsaid);
        }
        Report report =
                Report.of(
                                rows.stream().map(this::json).toList(),
                                Block.of("Open on " + DisplayNames.of(gateway) + ":"),
                                table)
                        .withNotes(
                                concat(remarks.sentences(), unsaid).stream().distinct().toList());
        return failure.isEmpty()
                ? report
                : report.withFailure(
                        FailureMessages.withMore(
                                failure.get(), List.of("Opened: " + opened() + ".")),
                        DoctorHint.port(ports.get(unopened.first())));
    }

    /** Such as {@code TCP port 80, UDP port 53}. */
    private String opened() {
        return DisplayNames.of(rows.stream().map(Row::port).distinct().map(ports::get).toList());
    }

    private Object json(Row row) {
        return row.json().apply(unopened.notes(row.port()));
    }

    /**
     * A port that was opened.
     *
     * @param port which of the ports that were asked for
     * @param json of this one, with further notes
     */
    private record Row(int port, Function<List<String>, Object> json) {}

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
        static ExternalAddress of(Gateway gateway, List<String> warnings)
                throws InterruptedException {
            try {
                return new ExternalAddress(
                        Optional.of(gateway.externalAddress()), Optional.empty());
            } catch (GatewayException e) {
                DistinctSentences told = new DistinctSentences();
                warnings.forEach(told::of);
                boolean isNew = told.of(e.getMessage()).equals(e.getMessage());
                return new ExternalAddress(
                        Optional.empty(),
                        isNew
                                ? Optional.of(
                                        "The external address is not known: " + e.getMessage())
                                : Optional.empty());
            }
        }
    }
}
