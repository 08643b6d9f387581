// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All figures of a run: lines of a measure, whom it was measured of, and the figure or "never". */
final class Measurements {
    private static final String BARE = "bare-";

    private final Map<String, List<Long>> figures = new HashMap<>();

    static Measurements read(Path file) throws IOException {
        Measurements all = new Measurements();
        for (String line : Files.readAllLines(file)) {
            all.add(line);
        }
        return all;
    }

    void add(String line) {
        String[] words = line.strip().split(" ");
        if (words.length != 3) {
            throw new IllegalArgumentException("Not a figure: " + line);
        }
        figures.computeIfAbsent(words[0] + " " + words[1], key -> new ArrayList<>())
                .add(words[2].equals("never") ? Sample.NEVER : Long.parseLong(words[2]));
    }

    Optional<Sample> of(Measure measure, String contender) {
        return of(measure.key(), contender);
    }

    Optional<Sample> of(String measure, String contender) {
        return Optional.of(values(measure, contender))
                .filter(values -> !values.isEmpty())
                .map(values -> new Sample(values.stream().mapToLong(Long::longValue).toArray()));
    }

    /** What bare sockets took in the same JVM, in turn with the contender. */
    Optional<Sample> bareBeside(Measure measure, String contender) {
        return of(measure, BARE + contender);
    }

    /** How many times the bare sockets' time it is. */
    Optional<Quartiles> timesBare(Measure measure, String contender) {
        return ratio(measure.key(), contender, BARE + contender);
    }

    /**
     * How many times the other's figure it is: of all pairs that were measured one after the other,
     * since the machine is not always as busy.
     */
    Optional<Quartiles> ratio(String measure, String contender, String other) {
        List<Long> its = values(measure, contender);
        List<Long> others = values(measure, other);
        return Quartiles.of(
                IntStream.range(0, Math.min(its.size(), others.size()))
                        .mapToDouble(i -> times(its.get(i), others.get(i))));
    }

    private static double times(long its, long others) {
        if (its == others) {
            return 1;
        }
        if (its == Sample.NEVER) {
            return Double.POSITIVE_INFINITY;
        }
        return others == Sample.NEVER ? 0 : (double) its / others;
    }

    private List<Long> values(String measure, String contender) {
        return figures.getOrDefault(measure + " " + contender, List.of());
    }
}
