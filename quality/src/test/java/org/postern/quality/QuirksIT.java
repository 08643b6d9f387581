// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** docs/quirks.md: each quirk that is handled names a test that runs in any clone. */
class QuirksIT {
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\| ([SDAG]\\d+) \\|[^|\n]*\\|(.*)\\|[^|\n]*\\|[^|\n]*\\|([^|\n]*)\\|$");

    /** A class, a method of it or the first words of one, or a method of the class named before. */
    private static final Pattern NAMED =
            Pattern.compile("`([A-Z]\\w*(?:Test|IT))?(?:\\.(\\w+)(…?))?`");

    /** They read messages of real devices, which are not part of the project. */
    private static final String NEEDS_A_COLLECTION = "CorpusTest";

    private static final String NOT_HANDLED = " not handled";

    private static final Map<String, List<Path>> SOURCES = new TreeMap<>();
    private static String page = "";

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(BuiltBundle.checkout().resolve("docs/quirks.md"));
        try (Stream<Path> modules = Files.list(BuiltBundle.checkout())) {
            for (Path module : modules.map(each -> each.resolve("src/test/java")).toList()) {
                if (Files.isDirectory(module)) {
                    addSources(module);
                }
            }
        }
    }

    private static void addSources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(
                            file ->
                                    SOURCES.computeIfAbsent(
                                                    file.getFileName()
                                                            .toString()
                                                            .replace(".java", ""),
                                                    name -> new ArrayList<>())
                                            .add(file));
        }
    }

    @TestFactory
    Stream<DynamicTest> eachQuirk_namesATestThatRunsInAnyClone() {
        return ROW.matcher(page)
                .results()
                .filter(row -> !row.group(2).startsWith(NOT_HANDLED))
                .map(row -> DynamicTest.dynamicTest(row.group(1), () -> check(row.group(3))));
    }

    /** Else the check above would pass for want of rows. */
    @Test
    void theNumbersOfAChapter_haveNoGaps() {
        Map<String, Integer> last = new TreeMap<>();
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            int number = Integer.parseInt(row.group(1).substring(1));
            assertEquals(
                    last.merge(row.group(1).substring(0, 1), 1, Integer::sum), number, row::group);
        }
        assertEquals(List.of("A", "D", "G", "S"), List.copyOf(last.keySet()));
    }

    private static void check(String cell) throws IOException {
        boolean proven = false;
        String current = "";
        Matcher named = NAMED.matcher(cell);
        while (named.find()) {
            current = named.group(1) == null ? current : named.group(1);
            assertTrue(SOURCES.containsKey(current), "there is no class " + current);
            if (named.group(2) != null) {
                String end = named.group(3).isEmpty() ? "\\(" : "";
                assertTrue(
                        anyContains(SOURCES.get(current), " " + named.group(2) + end),
                        "there is no test " + named.group());
            }
            proven |= !current.endsWith(NEEDS_A_COLLECTION);
        }

        assertTrue(proven, () -> "no test that runs in any clone:" + cell);
    }

    private static boolean anyContains(List<Path> files, String regex) throws IOException {
        for (Path file : files) {
            if (Pattern.compile(regex).matcher(Files.readString(file)).find()) {
                return true;
            }
        }
        return false;
    }
}
