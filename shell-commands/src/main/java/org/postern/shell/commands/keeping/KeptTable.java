// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.shell.commands.internal.address.Ipv6Text;
import org.postern.shell.commands.internal.presentation.KeptRow;
import org.postern.shell.commands.internal.presentation.Quantities;
import org.postern.shell.commands.mapping.OpenMappingsTable;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.PrintableText;
import org.postern.shell.commands.output.Table;
import org.postern.shell.commands.output.TimeFormat;
import org.postern.shell.commands.watching.NotOpenPorts;
import org.postern.shell.commands.watching.SimilarTexts;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A table of kept ports, followed by the last problem of each. */
final class KeptTable {
    private static final String NOTHING = "-";
    private static final int NAME_LENGTH = 20;
    private static final int ORIGIN_LENGTH = 60;

    private final TimeFormat times;
    private final List<PortReach> reaches;
    private final String hint;

    /**
     * With a column for what a helper outside found, where there is one, and a hint for ports that
     * wait for a gateway.
     */
    KeptTable(TimeFormat times, List<PortReach> reaches, String hint) {
        this.times = times;
        this.reaches = reaches;
        this.hint = hint;
    }

    List<Block> blocks(List<KeptRow> rows) {
        if (rows.isEmpty()) {
            return List.of(Block.of("No port is kept open."));
        }
        Table table =
                Table.headed(
                                cells(
                                        "Reached",
                                        "Protocol",
                                        "Port",
                                        "State",
                                        "Open at",
                                        "Leads to",
                                        "Since",
                                        "Good for",
                                        "Next",
                                        "Gateway",
                                        "Kept by"))
                        .shortening("Kept by", "Gateway")
                        .omitting(
                                "Since",
                                "Kept by",
                                "Gateway",
                                "Next",
                                "Good for",
                                "Leads to",
                                "Reached");
        rows.forEach(row -> add(table, row));
        return Stream.concat(Stream.of(table), troubles(rows).map(Block::of)).toList();
    }

    private String[] cells(String reached, String... others) {
        return reaches.isEmpty()
                ? others
                : Stream.concat(Stream.of(others), Stream.of(reached)).toArray(String[]::new);
    }

    /** Ports with the same trouble share one sentence. */
    private Stream<String> troubles(List<KeptRow> rows) {
        SimilarTexts texts = new SimilarTexts();
        Map<String, String> ages = new HashMap<>();
        for (KeptRow row : rows) {
            row.status()
                    .lastTrouble()
                    .ifPresent(
                            trouble -> {
                                texts.add(row.request(), row.family(), trouble.sentence());
                                ages.putIfAbsent(trouble.sentence(), times.since(trouble.at()));
                            });
        }
        boolean waiting =
                rows.stream()
                        .map(KeptRow::status)
                        .anyMatch(
                                status ->
                                        status.phase() == PortPhase.WAITING
                                                && status.lastTrouble().isEmpty());
        return Stream.concat(
                texts
                        .sentences(
                                (subject, text) ->
                                        subject.names()
                                                + ", last trouble "
                                                + ages.get(text)
                                                + " ago: "
                                                + text)
                        .stream(),
                waiting ? Stream.of(NotOpenPorts.NO_GATEWAY + " " + hint) : Stream.empty());
    }

    private void add(Table table, KeptRow row) {
        Optional<Holding> holding = row.holding();
        String reached =
                row.reach(reaches).map(each -> ReachWords.cell(each, times)).orElse(NOTHING);
        table.row(
                cells(
                        reached,
                        row.key().protocol()
                                + (row.family() == AddressFamily.IPV6 ? " over IPv6" : ""),
                        String.valueOf(row.key().externalPort()),
                        row.status().phase().name().toLowerCase(Locale.ROOT),
                        row.open()
                                .map(
                                        open ->
                                                OpenMappingsTable.openAt(
                                                        open.externalAddress(), open.mapping()))
                                .orElse(NOTHING),
                        row.open()
                                .map(OpenPort::mapping)
                                .map(
                                        each ->
                                                Quantities.endPoint(
                                                        each.internalClient(), each.internalPort()))
                                .orElseGet(() -> leadsTo(row.request())),
                        holding.map(each -> times.since(each.since())).orElse(NOTHING),
                        holding.map(this::goodFor).orElse(NOTHING),
                        next(row),
                        row.open()
                                .map(OpenPort::gatewayInfo)
                                .map(KeptTable::shortName)
                                .orElse(NOTHING),
                        PrintableText.cut(row.origin(), ORIGIN_LENGTH)));
    }

    private static String leadsTo(MappingRequest request) {
        int port = request.effectiveInternalPort();
        return request.client().map(each -> Quantities.endPoint(each, port)).orElse("port " + port);
    }

    private String goodFor(Holding holding) {
        return holding.goodUntil().map(times::until).orElse("permanent");
    }

    private String next(KeptRow row) {
        return row.holding()
                .flatMap(Holding::nextRenewal)
                .map(at -> "renewal " + times.when(at))
                .or(() -> row.status().nextTry().map(at -> "try " + times.when(at)))
                .orElse(NOTHING);
    }

    private static String shortName(GatewayInfo info) {
        return info.name().isBlank()
                ? Ipv6Text.of(info.address())
                : PrintableText.cut(info.name(), NAME_LENGTH);
    }
}
