// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.system;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Reads the kernel's files. */
public final class SystemFile {
    private SystemFile() {}

    /**
     * Reads the first lines of a file.
     *
     * @param path of the file
     * @param most how many lines at most
     * @return the lines, decoded as ISO 8859-1, which any bytes are: names of interfaces need not be
     *     valid text in any encoding
     * @throws IOException where there is no such file, or it may not be read
     */
    public static List<String> lines(String path, int most) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new FileReader(path, StandardCharsets.ISO_8859_1))) {
            String line = reader.readLine();
            while (line != null && lines.size() < most) {
                lines.add(line);
                line = reader.readLine();
            }
        }
        return lines;
    }

    /**
     * The words of a line, which blanks separate. Without a regular expression, whose classes a new
     * JVM has not loaded.
     */
    public static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(line);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }

    /**
     * Reads a number, decimal or hexadecimal after 0x, as the files below {@code /sys} have it.
     *
     * @return 0 where there is none
     */
    public static int number(String path) {
        try {
            List<String> lines = lines(path, 1);
            return lines.isEmpty() ? 0 : Integer.decode(lines.get(0).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
