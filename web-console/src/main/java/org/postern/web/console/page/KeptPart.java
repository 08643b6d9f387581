// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.web.console.internal.presentation.KeptRow;
import org.postern.web.console.internal.presentation.Quantities;
import org.postern.web.console.status.ConsoleStatus;
import org.postern.web.console.status.KeptLine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kept ports, each with its state, its lease and its last trouble. */
final class KeptPart {
    private final Html html;

    KeptPart(Html html) {
        this.html = html;
    }

    void write(ConsoleStatus status) {
        if (status.kept().isEmpty()) {
            html.element("p", "No port keeper is running.", "class", "nothing");
            return;
        }
        List<KeptLine> lines = status.kept().get();
        if (lines.isEmpty()) {
            html.element("p", "No port is kept.", "class", "nothing");
            return;
        }
        HtmlTable table =
                HtmlTable.begin(
                        html,
                        "Ports that are kept open",
                        "Port",
                        "State",
                        "Open at",
                        "Leads to",
                        "Lease",
                        "Kept by",
                        "Last trouble",
                        "");
        Map<String, Integer> rows = new HashMap<>();
        for (KeptLine each : lines) {
            String port = port(each.row());
            row(table, each, port, rows.merge(port, 1, Integer::sum), status);
        }
        table.end();
    }

    private static String port(KeptRow row) {
        return row.key().protocol() + " " + row.key().externalPort();
    }

    private void row(
            HtmlTable table, KeptLine line, String port, int number, ConsoleStatus status) {
        KeptRow row = line.row();
        table.row();
        table.text(row.family() == AddressFamily.IPV6 ? port + " over IPv6" : port);
        table.cell();
        state(row, status.reaches());
        html.close();
        table.text(row.holding().map(KeptPart::place).orElse("-"));
        table.text(
                row.open()
                        .map(
                                each ->
                                        Quantities.endPoint(
                                                each.mapping().internalClient(),
                                                each.mapping().internalPort()))
                        .orElse("port " + row.request().effectiveInternalPort()));
        table.cell();
        lease(row);
        html.close();
        table.cell().foreign(row.origin()).close();
        table.cell();
        row.status()
                .lastTrouble()
                .ifPresent(each -> html.time(each.at()).text(" ").text(each.sentence()));
        html.close();
        table.cell();
        buttons(line, port, number);
        html.close();
        table.endRow();
    }

    private void state(KeptRow row, List<PortReach> reaches) {
        PortPhase phase = row.status().phase();
        html.element(
                "span",
                phase.name().toLowerCase(Locale.ROOT),
                "class",
                switch (phase) {
                    case OPEN -> "badge good";
                    case TAKEN, REFUSED -> "badge bad";
                    case WAITING, OPENING, RELEASED -> "badge";
                });
        row.status()
                .nextTry()
                .filter(each -> phase != PortPhase.OPEN)
                .ifPresent(each -> html.text(" next try ").time(each));
        row.reach(reaches)
                .flatMap(PortReach::lastReached)
                .ifPresent(each -> html.text(" reached ").time(each));
    }

    private static String place(Holding holding) {
        PortMapping mapping = holding.port().mapping();
        return holding.port()
                .externalAddress()
                .map(each -> Quantities.endPoint(each, mapping.externalPort()))
                .orElse("port " + mapping.externalPort());
    }

    private void lease(KeptRow row) {
        Optional<Instant> until = row.holding().flatMap(Holding::goodUntil);
        Optional<Duration> lease = row.open().map(each -> each.mapping().lease());
        if (until.isPresent() && lease.isPresent() && !lease.get().isZero()) {
            html.open(
                            "meter",
                            "class",
                            "lease",
                            "min",
                            "0",
                            "max",
                            String.valueOf(lease.get().toSeconds()),
                            "value",
                            String.valueOf(lease.get().toSeconds()),
                            "data-until",
                            until.get().toString(),
                            "aria-label",
                            "Lease left")
                    .close()
                    .text(" until ")
                    .time(until.get());
        } else if (row.holding().isPresent()) {
            html.text("permanent");
        }
    }

    /** The id is the same after rows of other ports have gone, so that the focus stays. */
    private void buttons(KeptLine line, String port, int number) {
        String id = "-" + port.replace(' ', '-') + "-" + number;
        KeptRow row = line.row();
        if (row.holding().isPresent()) {
            button("reopen", id, "Reopen", port, line)
                    .confirms(
                            "Close "
                                    + ports(row, row.request().protocols())
                                    + " and open it again? Its connections may end.")
                    .write(html);
        }
        if (!line.released().isEmpty()) {
            html.text(" ");
            button("release", id, "Release", port, line)
                    .confirms("Close " + ports(row, line.released()) + " and no longer keep it?")
                    .write(html);
        }
    }

    /** Such as {@code TCP and UDP 9000}. */
    private static String ports(KeptRow row, Collection<Protocol> protocols) {
        return protocols.stream().map(Protocol::name).collect(Collectors.joining(" and "))
                + " "
                + row.key().externalPort();
    }

    private static ActionButton button(
            String action, String id, String label, String port, KeptLine line) {
        return new ActionButton(action + id, label, label + " " + port)
                .sends("action", action)
                .sends("protocol", line.row().key().protocol().name())
                .sends("port", String.valueOf(line.row().key().externalPort()));
    }
}
