// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.doctor.Cause;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/troubleshooting.md has a section for each cause, with the sentences that lead to it. */
final class TroubleshootingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");
    private static final Pattern SENTENCE = Pattern.compile("\\*“(.*?)”\\*");

    @ParameterizedTest
    @EnumSource
    void sectionHasTheSentencesOfItsCause(Cause cause) throws IOException {
        List<String> sentences =
                CauseWords.of(cause).what().stream().map(Template::outline).distinct().toList();
        List<String> quoted =
                SENTENCE.matcher(section(cause))
                        .results()
                        .map(each -> each.group(1))
                        .collect(Collectors.toList());

        assertEquals(new TreeSet<>(sentences), new TreeSet<>(quoted));
    }

    @Test
    void everySectionIsACauseAndEveryCauseHasOne() throws IOException {
        List<String> sections =
                Pattern.compile("(?m)^### `([A-Z0-9_]+)`$")
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map(each -> each.group(1))
                        .toList();

        assertEquals(
                Arrays.stream(Cause.values()).map(Enum::name).sorted().toList(),
                sections.stream().sorted().toList());
    }

    /** On one line, since a sentence may be broken anywhere. */
    private static String section(Cause cause) throws IOException {
        String page = Files.readString(PAGE);
        String heading = "\n### `" + cause + "`\n";
        int start = page.indexOf(heading);
        assertTrue(start >= 0, () -> "no section " + cause);
        String rest = page.substring(start + heading.length());
        int end = rest.indexOf("\n##");
        return rest.substring(0, end).replaceAll("\\s+", " ");
    }
}
