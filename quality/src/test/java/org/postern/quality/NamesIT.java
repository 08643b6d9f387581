// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A simple name stands for one class in all modules: readers search for it. */
class NamesIT {
    private static final Path MAIN = Path.of("src", "main", "java");

    @Test
    void aSimpleName_standsForOneClass() throws IOException {
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        try (Stream<Path> modules = Files.list(BuiltBundle.checkout())) {
            for (Path module : modules.toList()) {
                if (Files.isDirectory(module.resolve(MAIN))) {
                    addNames(module, found);
                }
            }
        }
        found.values().removeIf(modules -> modules.size() == 1);

        assertEquals(Map.of(), found, "simple names, and the modules that use them for two things");
    }

    private static void addNames(Path module, Map<String, SortedSet<String>> found)
            throws IOException {
        try (Stream<Path> files = Files.walk(module.resolve(MAIN))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && name.indexOf('-') < 0)
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .forEach(
                            name ->
                                    found.computeIfAbsent(name, key -> new TreeSet<>())
                                            .add(module.getFileName().toString()));
        }
    }
}
