// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Scripts of packages build nothing. */
class InstalledScriptTest {
    private static String installed(String script, String paths) throws IOException {
        return InstalledScript.of(
                Files.readString(Path.of("..", script)),
                Files.readString(Path.of("src/main/scripts", paths)));
    }

    @ParameterizedTest
    @CsvSource({"postern, paths.sh", "postern.cmd, paths.cmd"})
    void nothingOfACheckoutIsLeft(String script, String paths) throws IOException {
        String text = installed(script, paths);

        assertFalse(
                Pattern.compile("mvn|maven|build|checkout|target", Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find(),
                text);
        assertTrue(text.contains("-jar"));
    }

    @Test
    void jumpsOfTheWindowsScriptStillLeadToLabels() throws IOException {
        String text = installed("postern.cmd", "paths.cmd");

        assertEquals(text, text.replaceAll("\r?\n", "\r\n"));
        assertEquals(found(text, "(?m)^:(\\w+)"), found(text, "goto (\\w+)"));
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void pathsTakeThePlaceOfTheSecondPart() {
        assertEquals(
                "a\nhere\nb\n",
                InstalledScript.of(
                        "# checkout: why\n"
                                + "1\n"
                                + "# end of checkout\n"
                                + "a\n"
                                + "# checkout\n"
                                + "2\n"
                                + "# end of checkout\n"
                                + "b\n",
                        "here\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n",
                "# checkout\n# end of checkout\n",
                "# checkout\n# end of checkout\n# checkout\n",
                "# checkout\n# checkout\n# end of checkout\n",
                "# end of checkout\n# checkout\n# end of checkout\n# checkout\n# end of checkout\n"
            })
    void partsThatDoNotBeginAndEndInTurns_areRefused(String script) {
        assertThrows(IllegalArgumentException.class, () -> InstalledScript.of(script, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void gzipFile_isReadAsItWas(int size) throws IOException {
        byte[] text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = (byte) (' ' + Math.floorMod((i * 31) ^ (i / 7), 90));
        }

        byte[] file = GzipFile.of(new String(text, StandardCharsets.US_ASCII));

        assertArrayEquals(text, new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes());
    }
}
