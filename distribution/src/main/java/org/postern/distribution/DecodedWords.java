// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Refuses words that the JVM could not decode: in the C locale it makes a question mark of each
 * byte beyond ASCII, and a router would store those.
 */
final class DecodedWords {
    /** Only Linux has it. */
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** What an undecodable byte is read as in most encodings; in ASCII it is a question mark. */
    private static final String REPLACEMENT = "\ufffd";

    private DecodedWords() {}

    static void check(List<String> words) throws LaunchException {
        if (hasSubstitutes(words) && Files.isReadable(COMMAND_LINE)) {
            try {
                check(words, Files.readAllBytes(COMMAND_LINE));
            } catch (IOException e) {
                // Then nothing tells a question mark from a character that was lost.
            }
        }
    }

    static void check(List<String> words, byte[] commandLine) throws LaunchException {
        // One character for each byte.
        String[] all = new String(commandLine, StandardCharsets.ISO_8859_1).split("\0");
        List<String> typed =
                Arrays.asList(all).subList(Math.max(0, all.length - words.size()), all.length);
        if (hasSubstitutes(words) && !areBeyondAscii(words) && areBeyondAscii(typed)) {
            throw new LaunchException(
                    "the encoding of this locale ("
                            + System.getProperty("sun.jnu.encoding")
                            + ") lacks characters that you typed; set LC_ALL=C.UTF-8.");
        }
    }

    private static boolean hasSubstitutes(List<String> words) {
        String all = String.join("", words);
        return all.contains("?") || all.contains(REPLACEMENT);
    }

    private static boolean areBeyondAscii(List<String> words) {
        return String.join("", words)
                .replace(REPLACEMENT, "")
                .chars()
                .anyMatch(unit -> unit > Byte.MAX_VALUE);
    }
}
