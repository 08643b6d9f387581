// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.shell.commands.internal.address.Ipv6Text;
import org.postern.shell.commands.internal.presentation.KeptRow;
import org.postern.shell.commands.mapping.OpenMappingsTable;
import org.postern.shell.commands.output.PortNames;
import org.postern.shell.commands.output.TimeFormat;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of kept ports, on one line.
 *
 * @param rows all of them, at one moment
 * @param reaches what a helper outside found of them; empty without one
 * @param times relative to that moment
 */
record KeepStatus(List<KeptRow> rows, List<PortReach> reaches, TimeFormat times) {
    private static final String HINT = " (Ctrl-C ends)";

    static String line(List<KeptPort> ports, List<PortReach> reaches, TimeFormat times, int width) {
        String line = new KeepStatus(KeptRow.of(ports), reaches, times).line();
        return line.length() + HINT.length() <= width ? line + HINT : line;
    }

    private String line() {
        List<Holding> open = rows.stream().map(KeptRow::holding).flatMap(Optional::stream).toList();
        String reason = reason();
        if (open.isEmpty()) {
            return shut() + earliest(nextTries(), ", next try ") + reason;
        }
        // There is room for one of the three.
        String reached = ReachWords.of(reaches, times);
        return open(open)
                + (reason.isEmpty()
                        ? reached.isEmpty()
                                ? earliest(open.stream().map(Holding::nextRenewal), ", renewal ")
                                : reached
                        : reason);
    }

    private Stream<Optional<Instant>> nextTries() {
        return rows.stream().map(row -> row.status().nextTry());
    }

    /** Why the first port that is not open is not; the terminal may have room for its beginning. */
    private String reason() {
        return rows.stream()
                .filter(row -> row.holding().isEmpty())
                .map(row -> row.status().lastTrouble())
                .flatMap(Optional::stream)
                .findFirst()
                .map(trouble -> ": " + trouble.sentence())
                .orElse("");
    }

    private String shut() {
        List<PortKey> keys = keys(rows);
        String ports = PortNames.of(keys);
        if (has(PortPhase.OPENING)) {
            return "Opening " + ports;
        }
        if (has(PortPhase.WAITING)) {
            return "Waiting for a gateway to open " + ports;
        }
        return ports
                + (keys.size() > 1 ? " are" : " is")
                + (has(PortPhase.TAKEN) ? " taken" : " refused");
    }

    private boolean has(PortPhase phase) {
        return rows.stream().anyMatch(row -> row.status().phase() == phase);
    }

    private String open(List<Holding> open) {
        List<PortKey> held = keys(rows.stream().filter(row -> row.holding().isPresent()).toList());
        return held.size() == 1
                ? PortNames.of(held) + " is open at " + places(open) + firstShut()
                : PortNames.of(held) + " are open" + address(open) + firstShut();
    }

    /** The first one of each family. */
    private static String places(List<Holding> open) {
        Map<AddressFamily, String> places = new EnumMap<>(AddressFamily.class);
        for (Holding each : open) {
            OpenPort port = each.port();
            places.putIfAbsent(
                    port.family(),
                    OpenMappingsTable.openAt(port.externalAddress(), port.mapping()));
        }
        return String.join(" and ", places.values());
    }

    private static String address(List<Holding> open) {
        return open.stream()
                .map(each -> each.port().externalAddress())
                .flatMap(Optional::stream)
                .findFirst()
                .map(Ipv6Text::of)
                .map(text -> " at " + text)
                .orElse("");
    }

    /** Those that are shut for the same reason as the first one. */
    private String firstShut() {
        List<KeptRow> shut = rows.stream().filter(row -> row.holding().isEmpty()).toList();
        if (shut.isEmpty()) {
            return "";
        }
        PortPhase phase = shut.get(0).status().phase();
        AddressFamily family = shut.get(0).family();
        List<PortKey> keys =
                keys(
                        shut.stream()
                                .filter(row -> row.status().phase() == phase)
                                .filter(row -> row.family() == family)
                                .toList());
        return ", "
                + PortNames.of(keys)
                + (family == AddressFamily.IPV6 ? " over IPv6" : "")
                + (keys.size() > 1 ? " are " : " is ")
                + how(phase);
    }

    private static String how(PortPhase phase) {
        return switch (phase) {
            case TAKEN -> "taken";
            case REFUSED -> "refused";
            default -> "not yet";
        };
    }

    private static List<PortKey> keys(List<KeptRow> rows) {
        return rows.stream().map(KeptRow::key).distinct().toList();
    }

    private String earliest(Stream<Optional<Instant>> instants, String noun) {
        return instants.flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(at -> noun + times.when(at))
                .orElse("");
    }
}
