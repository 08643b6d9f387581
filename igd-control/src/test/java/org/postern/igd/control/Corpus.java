// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What real devices sent, where the collection lies beside the project. */
public final class Corpus {
    private static final Path ROOT = Path.of("..", "..", "shared", "corpus");

    private Corpus() {}

    /** Reads one file and says what is wrong, if anything. */
    public interface Check {
        Optional<String> mismatch(Path file) throws IOException;
    }

    /** The files of a folder with an ending; without the collection the test is skipped. */
    public static List<Path> files(String folder, String ending) throws IOException {
        Path directory = ROOT.resolve(folder);
        assumeTrue(Files.isDirectory(directory), "Skipped: there is no corpus at " + directory);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** What a good client reads out of a file. */
    public static JsonNode expected(Path file) throws IOException {
        String name = file.toString().replaceFirst("\\.[a-z]+$", ".expected.json");
        return new ObjectMapper().readTree(Path.of(name).toFile());
    }

    /** Checks all files, says on one line how many, and fails where any does not match. */
    public static void check(String name, List<Path> files, Check check) throws IOException {
        List<String> mismatches = new ArrayList<>();
        for (Path file : files) {
            check.mismatch(file).ifPresent(why -> mismatches.add(file.getFileName() + ": " + why));
        }
        System.out.printf(
                "%s corpus: %d files read, %d matched%n",
                name, files.size(), files.size() - mismatches.size());
        assertEquals(List.of(), mismatches);
    }
}
