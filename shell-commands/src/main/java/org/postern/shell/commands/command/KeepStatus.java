package org.postern.shell.commands.command;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.shell.commands.output.Moments;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How kept ports are, on one line. */
final class KeepStatus {
    private KeepStatus() {}

    static String line(List<KeptPort> ports, Moments moments) {
        List<KeptRow> rows = KeptRow.of(ports);
        List<Holding> open = rows.stream().map(KeptRow::holding).flatMap(Optional::stream).toList();
        String head = open.isEmpty() ? waiting(rows) : open(rows, open);
        return head + next(rows, open, moments) + " (Ctrl-C ends)";
    }

    private static String waiting(List<KeptRow> rows) {
        String ports = Naming.of(rows.stream().map(KeptRow::request).toList());
        String verb = rows.size() > 1 ? " are " : " is ";
        if (rows.stream().anyMatch(row -> row.status().phase() == PortPhase.OPENING)) {
            return "Opening " + ports;
        }
        if (rows.stream().allMatch(row -> row.status().phase() == PortPhase.WAITING)) {
            return "Waiting for a gateway to open " + ports;
        }
        return ports
                + (rows.stream().allMatch(row -> row.status().phase() == PortPhase.TAKEN)
                        ? verb + "taken"
                        : " cannot be opened");
    }

    private static String open(List<KeptRow> rows, List<Holding> open) {
        long ports = rows.stream().map(KeptRow::request).distinct().count();
        List<KeptRow> held = rows.stream().filter(row -> row.holding().isPresent()).toList();
        long heldPorts = held.stream().map(KeptRow::request).distinct().count();
        if (ports == 1) {
            OpenPort port = open.get(0).port();
            return Naming.of(rows.get(0).request())
                    + " is open at "
                    + OpenTable.openAt(port.externalAddress(), port.mapping());
        }
        String address =
                open.stream()
                        .map(each -> each.port().externalAddress())
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(InetAddress::getHostAddress)
                        .map(text -> " at " + text)
                        .orElse("");
        return heldPorts == ports
                ? numbers(held) + " are open" + address
                : heldPorts + " of " + ports + " ports are open" + address + firstShut(rows);
    }

    /** Such as {@code TCP 80, UDP 80}, or how many where there are more. */
    private static String numbers(List<KeptRow> held) {
        List<String> names =
                held.stream()
                        .map(KeptRow::open)
                        .flatMap(Optional::stream)
                        .map(OpenPort::mapping)
                        .map(KeepStatus::number)
                        .distinct()
                        .toList();
        return names.size() > 2 ? names.size() + " ports" : String.join(" and ", names);
    }

    private static String number(PortMapping mapping) {
        return mapping.protocol() + " " + mapping.externalPort();
    }

    private static String firstShut(List<KeptRow> rows) {
        return rows.stream()
                .filter(row -> row.holding().isEmpty())
                .findFirst()
                .map(KeepStatus::shut)
                .orElse("");
    }

    private static String shut(KeptRow row) {
        MappingRequest request = row.request();
        return ", "
                + request.protocol()
                + " "
                + request.externalPort()
                + switch (row.status().phase()) {
                    case TAKEN -> " is taken";
                    case REFUSED -> " is refused";
                    default -> " is not yet";
                };
    }

    private static String next(List<KeptRow> rows, List<Holding> open, Moments moments) {
        if (open.isEmpty()) {
            return earliest(rows.stream().map(row -> row.status().nextTry()))
                    .map(at -> ", next try " + moments.when(at))
                    .orElse("");
        }
        return earliest(open.stream().map(Holding::nextRenewal))
                .map(at -> ", renewal " + moments.when(at))
                .orElse("");
    }

    private static Optional<Instant> earliest(Stream<Optional<Instant>> moments) {
        return moments.flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
