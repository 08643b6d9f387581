// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What devices call themselves reaches no terminal, log or JSON document unclean. */
@Timeout(120)
class HostileNamesIT {
    /** Controls but for the end of a line, marks of direction, separators, halves of characters. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\n]]");

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discover --interface lo --local-port PORT --timeout 5000 --verbose",
                "gateway --gateway URL --verbose",
                "inspect URL --verbose",
                "mappings --gateway URL --verbose",
            })
    void text_isLinesOfPrintableCharacters(String words) throws Exception {
        String output = output(words, 0);

        assertTrue(output.contains("Router") || words.startsWith("mappings"), output);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discover --interface lo --local-port PORT --timeout 5000 --json",
                "gateway --gateway URL --json",
                "inspect URL --json",
                "mappings --gateway URL --json",
            })
    void json_isOneLineOfAscii(String words) throws Exception {
        String output = output(words, 0);

        assertEquals(1, output.lines().count(), output);
        assertTrue(output.startsWith("[") || output.startsWith("{"), output);
        assertTrue(output.chars().allMatch(c -> c >= ' ' && c < 0x7f), output);
        assertTrue(output.contains(HostileNames.FORGED), output);
    }

    @Test
    void refusal_isASentence() throws Exception {
        output("map 50000 --gateway URL --protocol TCP", 13);
        String json = output("map 50000 --gateway URL --protocol TCP --json", 13);

        assertTrue(json.startsWith("{\"result\":\"CONFLICT_WITH_OTHER_MAPPING\""), json);
    }

    /** Standard output, where it and standard error are clean. */
    private String output(String words, int exitCode) throws Exception {
        try (HostileNames device = new HostileNames();
                RunningPostern postern =
                        RunningPostern.start(
                                home,
                                words.replace("URL", device.url())
                                        .replace("PORT", device.searchersPort())
                                        .split(" "))) {
            String output = postern.output();
            assertEquals(exitCode, postern.exitCode(), postern::errors);
            for (String text : List.of(output, postern.errors())) {
                assertClean(text);
            }
            return output;
        }
    }

    private static void assertClean(String text) {
        Matcher unclean = UNPRINTABLE.matcher(text);
        assertFalse(
                unclean.find(),
                () -> "U+%04X in: %s".formatted(unclean.group().codePointAt(0), text));
        assertTrue(text.lines().noneMatch(each -> each.startsWith(HostileNames.FORGED)), text);
    }
}
