package org.postern.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
}
