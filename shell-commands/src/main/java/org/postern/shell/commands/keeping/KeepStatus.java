// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.shell.commands.mapping.OpenMappingsTable;
import org.postern.shell.commands.output.StatusLine;
import org.postern.shell.commands.output.TimeFormat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of kept ports, on one line.
 *
 * @param rows all of them, at one moment
 * @param times relative to that moment
 */
record KeepStatus(List<KeptRow> rows, TimeFormat times) {
    private static final int NAMED = 2;
    private static final String HINT = " (Ctrl-C ends)";

    static String line(List<KeptPort> ports, TimeFormat times) {
        String line = new KeepStatus(KeptRow.of(ports), times).line();
        return line.length() + HINT.length() <= StatusLine.WIDTH ? line + HINT : line;
    }

    private String line() {
        List<Holding> open = rows.stream().map(KeptRow::holding).flatMap(Optional::stream).toList();
        return open.isEmpty()
                ? shut() + earliest(rows.stream().map(row -> row.status().nextTry()), ", next try ")
                : open(open) + earliest(open.stream().map(Holding::nextRenewal), ", renewal ");
    }

    private String shut() {
        List<MappingRequest> requests = requests(rows);
        String ports = names(requests);
        if (has(PortPhase.OPENING)) {
            return "Opening " + ports;
        }
        if (has(PortPhase.WAITING)) {
            return "Waiting for a gateway to open " + ports;
        }
        return ports
                + (requests.size() > 1 ? " are" : " is")
                + (has(PortPhase.TAKEN) ? " taken" : " refused");
    }

    private boolean has(PortPhase phase) {
        return rows.stream().anyMatch(row -> row.status().phase() == phase);
    }

    private String open(List<Holding> open) {
        List<MappingRequest> all = requests(rows);
        if (all.size() == 1) {
            OpenPort port = open.get(0).port();
            return names(all)
                    + " is open at "
                    + OpenMappingsTable.openAt(port.externalAddress(), port.mapping());
        }
        List<MappingRequest> held =
                requests(rows.stream().filter(row -> row.holding().isPresent()).toList());
        String which =
                held.size() == all.size()
                        ? names(all) + " are open"
                        : held.size() + " of " + all.size() + " ports are open";
        return which + address(open) + firstShut();
    }

    private static String address(List<Holding> open) {
        return open.stream()
                .map(each -> each.port().externalAddress())
                .flatMap(Optional::stream)
                .findFirst()
                .map(InetAddress::getHostAddress)
                .map(text -> " at " + text)
                .orElse("");
    }

    private String firstShut() {
        return rows.stream()
                .filter(row -> row.holding().isEmpty())
                .findFirst()
                .map(row -> ", " + name(row.request()) + " is " + how(row.status().phase()))
                .orElse("");
    }

    private static String how(PortPhase phase) {
        return switch (phase) {
            case TAKEN -> "taken";
            case REFUSED -> "refused";
            default -> "not yet";
        };
    }

    private static List<MappingRequest> requests(List<KeptRow> rows) {
        return rows.stream().map(KeptRow::request).distinct().toList();
    }

    /** Such as {@code TCP 80 and UDP 80}, or how many where there are more. */
    private static String names(List<MappingRequest> requests) {
        return requests.size() > NAMED
                ? requests.size() + " ports"
                : String.join(" and ", requests.stream().map(KeepStatus::name).toList());
    }

    private static String name(MappingRequest request) {
        return request.protocol() + " " + request.externalPort();
    }

    private String earliest(Stream<Optional<Instant>> instants, String noun) {
        return instants.flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(at -> noun + times.when(at))
                .orElse("");
    }
}
