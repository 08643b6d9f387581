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
import java.util.OptionalDouble;
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
        return Optional.ofNullable(figures.get(measure.key() + " " + contender))
                .map(values -> new Sample(values.stream().mapToLong(Long::longValue).toArray()));
    }

    /** What bare sockets took in the same JVM, in turn with the contender. */
    Optional<Sample> bareBeside(Measure measure, String contender) {
        return of(measure, BARE + contender);
    }

    /**
     * How many times the bare sockets' time it is: the median of all pairs that were measured one
     * after the other, since the machine is not always as busy.
     */
    OptionalDouble timesBare(Measure measure, String contender) {
        List<Long> bare = figures.getOrDefault(measure.key() + " " + BARE + contender, List.of());
        List<Long> its = figures.getOrDefault(measure.key() + " " + contender, List.of());
        int pairs = Math.min(bare.size(), its.size());
        return IntStream.range(0, pairs)
                .mapToDouble(i -> (double) its.get(i) / bare.get(i))
                .sorted()
                .skip(pairs / 2)
                .findFirst();
    }
}
