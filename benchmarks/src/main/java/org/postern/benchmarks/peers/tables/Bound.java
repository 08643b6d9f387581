// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.Optional;
import java.util.function.Function;

/** What a figure of Postern must not exceed. Its median counts. */
final class Bound {
    private static final String POSTERN = "postern";

    /** A millisecond, in the unit of all times. */
    private static final int MILLISECOND = 1000;

    private record Measured(String words, double value, String limitWords, double limit) {}

    private final String words;
    private final Function<Measurements, Optional<Measured>> measured;

    private Bound(String words, Function<Measurements, Optional<Measured>> measured) {
        this.words = words;
        this.measured = measured;
    }

    /** Postern's figure is at most so many times another one's, pair by pair. */
    static Bound ratio(String words, String measure, String other, double limit) {
        return ratio(words, measure, POSTERN, other, limit);
    }

    /** The same for Postern with settings of its own. */
    static Bound ratio(String words, String measure, String who, String other, double limit) {
        return new Bound(
                words,
                all ->
                        all.ratio(measure, who, other)
                                .map(
                                        ratio ->
                                                new Measured(
                                                        ratio.ratio()
                                                                + ": "
                                                                + pair(all, measure, who, other),
                                                        ratio.median(),
                                                        Unit.digits(limit) + " ×",
                                                        limit)));
    }

    private static String pair(Measurements all, String measure, String who, String other) {
        return spread(all, measure, who) + " beside " + spread(all, measure, other);
    }

    private static String spread(Measurements all, String measure, String who) {
        return all.of(measure, who)
                .map(sample -> Quartiles.of(sample).in(Unit.MILLISECONDS))
                .orElse("");
    }

    /** Postern's figure is at most this one. */
    static Bound figure(String words, String measure, Unit unit, double limit) {
        return new Bound(
                words,
                all ->
                        all.of(measure, POSTERN)
                                .map(Quartiles::of)
                                .map(
                                        figure ->
                                                new Measured(
                                                        figure.in(unit),
                                                        figure.median(),
                                                        unit.words(limit),
                                                        limit)));
    }

    /** Postern's time is at most twice that of a bare socket and a millisecond. */
    static Bound twiceBare(String words, String measure) {
        return new Bound(
                words,
                all ->
                        all.of(measure, "bare")
                                .map(bare -> 2.0 * bare.median() + MILLISECOND)
                                .map(
                                        limit ->
                                                new Measured(
                                                        pair(all, measure, POSTERN, "bare"),
                                                        median(all, measure, POSTERN),
                                                        Unit.MILLISECONDS.words(limit)
                                                                + ", twice the bare socket and 1"
                                                                + " ms",
                                                        limit)));
    }

    /** Postern has at most so many more than another one. */
    static Bound more(String words, String measure, String other, int limit) {
        return new Bound(
                words,
                all ->
                        all.of(measure, other)
                                .map(theirs -> median(all, measure, POSTERN) - theirs.median())
                                .map(
                                        more ->
                                                new Measured(
                                                        Unit.COUNT.words(more),
                                                        more,
                                                        Unit.COUNT.words(limit),
                                                        limit)));
    }

    private static double median(Measurements all, String measure, String who) {
        return all.of(measure, who).map(sample -> Quartiles.of(sample).median()).orElse(Double.NaN);
    }

    /** A line of the table. Empty where it was not measured. */
    Optional<String> row(Measurements all) {
        return measured.apply(all)
                .map(
                        each ->
                                String.format(
                                        "| %s | %s | at most %s | %s |",
                                        words,
                                        each.words,
                                        each.limitWords,
                                        each.value <= each.limit ? "yes" : "**no**"));
    }
}
