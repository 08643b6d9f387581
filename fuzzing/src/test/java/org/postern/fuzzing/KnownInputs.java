// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files to begin with: our own, among them what fuzzing found, and the corpus where there is one.
 */
final class KnownInputs {
    private static final Path RESOURCES = Path.of("src/test/resources/org/postern/fuzzing");
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus");

    private KnownInputs() {}

    static Path dictionary(FuzzTarget target) {
        return RESOURCES.resolve("dictionaries").resolve(target.dictionary() + ".dict");
    }

    /** Where what is found is to be kept. */
    static Path fixtureFolder(FuzzTarget target) {
        return RESOURCES.resolve("fixtures").resolve(target.folder());
    }

    static List<Path> fixtures(FuzzTarget target) throws IOException {
        try (Stream<Path> files = Files.list(fixtureFolder(target))) {
            return files.sorted().toList();
        }
    }

    /** None where there is no corpus. */
    static List<Path> corpus(FuzzTarget target) throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            return List.of();
        }
        PathMatcher wanted =
                FileSystems.getDefault().getPathMatcher("glob:" + target.corpusFiles());
        try (Stream<Path> files = Files.walk(CORPUS, 2)) {
            return files.filter(file -> wanted.matches(CORPUS.relativize(file))).sorted().toList();
        }
    }
}
