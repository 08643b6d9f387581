// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.shell.commands.mapping.OpenMappingsTable;
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

    static String line(List<KeptPort> ports, TimeFormat times, int width) {
        String line = new KeepStatus(KeptRow.of(ports), times).line();
        return line.length() + HINT.length() <= width ? line + HINT : line;
    }

    private String line() {
        List<Holding> open = rows.stream().map(KeptRow::holding).flatMap(Optional::stream).toList();
        return open.isEmpty()
                ? shut() + earliest(rows.stream().map(row -> row.status().nextTry()), ", next try ")
                : open(open) + earliest(open.stream().map(Holding::nextRenewal), ", renewal ");
    }

    private String shut() {
        List<PortKey> keys = keys(rows);
        String ports = names(keys);
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
        List<PortKey> all = keys(rows);
        if (all.size() == 1) {
            OpenPort port = open.get(0).port();
            return names(all)
                    + " is open at "
                    + OpenMappingsTable.openAt(port.externalAddress(), port.mapping());
        }
        List<PortKey> held = keys(rows.stream().filter(row -> row.holding().isPresent()).toList());
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
                .map(row -> ", " + name(row.key()) + " is " + how(row.status().phase()))
                .orElse("");
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

    /** Such as {@code TCP 80 and UDP 80}, or how many where there are more. */
    private static String names(List<PortKey> keys) {
        return keys.size() > NAMED
                ? keys.size() + " ports"
                : String.join(" and ", keys.stream().map(KeepStatus::name).toList());
    }

    private static String name(PortKey key) {
        return key.protocol() + " " + key.externalPort();
    }

    private String earliest(Stream<Optional<Instant>> instants, String noun) {
        return instants.flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(at -> noun + times.when(at))
                .orElse("");
    }
}
