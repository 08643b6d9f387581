// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes Markdown tables of a run's figures. A peer's cell also says how many times Postern's figure
 * it is; below one the peer does better, and it is printed bold.
 */
final class PeerTable {
    private static final List<String> PEERS = List.of("jupnp", "weupnp", "upnpc");

    private final Measurements all;

    PeerTable(Measurements all) {
        this.all = all;
    }

    String markdown() {
        return lines(
                        Stream.of(
                                "| measure | Postern | jUPnP | weupnp | upnpc |",
                                "|---|---|---|---|---|"),
                        Stream.of(Measure.values())
                                .filter(each -> !each.hasBare())
                                .filter(this::measured)
                                .map(this::row))
                + "\n"
                + lines(
                        Stream.of(
                                "| per call, in a warm JVM | bare sockets | Postern | jUPnP |"
                                        + " weupnp |",
                                "|---|---|---|---|---|"),
                        Stream.of(Measure.values())
                                .filter(Measure::hasBare)
                                .filter(this::measured)
                                .map(this::bareRow));
    }

    private static String lines(Stream<String> head, Stream<String> rows) {
        return Stream.concat(head, rows).collect(Collectors.joining("\n", "", "\n"));
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
                + PEERS.stream()
                        .map(peer -> cell(measure, ours, all.of(measure, peer)))
                        .collect(Collectors.joining(" | "))
                + " |";
    }

    private static String cell(Measure measure, Optional<Sample> ours, Optional<Sample> theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return "–";
        }
        String value = value(measure, theirs.get());
        if (theirs.get().median() == Sample.NEVER) {
            return value;
        }
        double ratio = (double) theirs.get().median() / ours.get().median();
        return better(ratio < 1, value + ", " + Unit.digits(ratio) + " ×");
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
        double ours = all.timesBare(measure, "postern").orElse(Double.NaN);
        double theirs = all.timesBare(measure, who).orElse(Double.NaN);
        return all.of(measure, who)
                .map(value -> value(measure, value) + ", " + Unit.digits(theirs) + " × bare")
                .map(cell -> better(theirs < ours, cell))
                .orElse("–");
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
