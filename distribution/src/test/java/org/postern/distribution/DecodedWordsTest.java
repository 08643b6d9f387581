// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class DecodedWordsTest {
    @Test
    void lostCharacters_areRefused() {
        LaunchException failure =
                assertThrows(LaunchException.class, () -> check("Spiel ??", "Spiel \u00e4"));

        assertTrue(failure.getMessage().contains("set LC_ALL=C.UTF-8"), failure::getMessage);
        assertThrows(LaunchException.class, () -> check("\ufffd", "\u00e4"));
    }

    @Test
    void questionMarksAndDecodedCharacters_areFine() {
        assertDoesNotThrow(() -> check("Really?", "Really?"));
        assertDoesNotThrow(() -> check("Spiel \u00e4?", "Spiel \u00e4?"));
    }

    /** The path of the jar may be spelled in any way. */
    private static void check(String word, String typed) throws LaunchException {
        DecodedWords.check(
                List.of("map", word),
                ("java\0-jar\0/home/J\u00f6rg/postern.jar\0map\0" + typed + "\0")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
