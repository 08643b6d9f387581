// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes Markdown tables of a run's figures. A peer's cell also says how many times Postern's figure
 * it is; below one the peer does better, and it is printed bold.
 */
final class PeerTable {
    private static final List<String> PEERS = List.of("jupnp", "weupnp", "upnpc");

    private static final String HEAD =
            """
            | measure | Postern | jUPnP | weupnp | upnpc |
            |---|---|---|---|---|
            """;
    private static final String HEAD_OF_CALLS =
            """
            | per call, in a warm JVM | bare sockets | Postern | jUPnP | weupnp |
            |---|---|---|---|---|
            """;

    private final Measurements all;

    PeerTable(Measurements all) {
        this.all = all;
    }

    String markdown() {
        return table(HEAD, each -> !each.hasBare(), this::row)
                + table(HEAD_OF_CALLS, Measure::hasBare, this::bareRow);
    }

    /** An empty line ends it. Empty where nothing of it was measured. */
    private String table(String head, Predicate<Measure> which, Function<Measure, String> row) {
        String rows =
                Stream.of(Measure.values())
                        .filter(which)
                        .filter(this::measured)
                        .map(each -> row.apply(each) + "\n")
                        .collect(Collectors.joining());
        return rows.isEmpty() ? "" : head + rows + "\n";
    }

    private boolean measured(Measure measure) {
        return all.of(measure, "postern").isPresent();
    }

    private String row(Measure measure) {
        Optional<Sample> ours = all.of(measure, "postern");
        return "| "
                + measure.words
                + " | "
                + ours.map(sample -> value(measure, sample)).orElse("")
                + " | "
                + PEERS.stream().map(peer -> cell(measure, peer)).collect(Collectors.joining(" | "))
                + " |";
    }

    private String cell(Measure measure, String peer) {
        return all.of(measure, peer).map(theirs -> cell(measure, peer, theirs)).orElse("–");
    }

    private String cell(Measure measure, String peer, Sample theirs) {
        Optional<Quartiles> ratio =
                all.ratio(measure.key(), peer, "postern")
                        .filter(any -> theirs.median() != Sample.NEVER);
        return better(
                ratio.filter(each -> each.median() < 1).isPresent(),
                value(measure, theirs) + ratio.map(each -> ", " + each.ratio()).orElse(""));
    }

    private String bareRow(Measure measure) {
        return "| "
                + measure.words
                + " | "
                + all.bareBeside(measure, "postern").map(bare -> value(measure, bare)).orElse("")
                + " | "
                + measure.contenders().stream()
                        .map(who -> besideBare(measure, who))
                        .collect(Collectors.joining(" | "))
                + " |";
    }

    private String besideBare(Measure measure, String who) {
        double ours = medianTimesBare(measure, "postern");
        double theirs = medianTimesBare(measure, who);
        return all.of(measure, who)
                .map(value -> value(measure, value) + timesBare(measure, who))
                .map(cell -> better(theirs < ours, cell))
                .orElse("–");
    }

    private String timesBare(Measure measure, String who) {
        return all.timesBare(measure, who).map(each -> ", " + each.ratioToBare()).orElse("");
    }

    private double medianTimesBare(Measure measure, String who) {
        return all.timesBare(measure, who).map(Quartiles::median).orElse(Double.NaN);
    }

    private static String better(boolean peer, String cell) {
        return peer ? "**" + cell + "**" : cell;
    }

    private static String value(Measure measure, Sample sample) {
        String found =
                sample.nevers() == 0
                        ? ""
                        : " (" + (sample.count() - sample.nevers()) + " of " + sample.count() + ")";
        return words(measure, sample) + found;
    }

    static String words(Measure measure, Sample sample) {
        return sample.median() == Sample.NEVER
                ? "not in " + Sample.PATIENCE + " s"
                : measure.unit.words((double) sample.median());
    }
}
