// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SystemFileTest {
    @TempDir Path folder;

    @Test
    void onlyTheFirstLinesAreRead() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "one\ntwo\nthree\n");
        assertEquals(List.of("one", "two"), SystemFile.lines(file.toString(), 2));
        assertEquals(List.of("one", "two", "three"), SystemFile.lines(file.toString(), 4));
    }

    @Test
    void anyBytesAreRead() throws Exception {
        String text = "\u00ff\u00c3\u0085 eth0";
        Path file = Files.writeString(folder.resolve("file"), text, StandardCharsets.ISO_8859_1);
        assertEquals(List.of(text), SystemFile.lines(file.toString(), 2));
    }

    @Test
    void aFileThatCannotBeRead_isAFailure() {
        String missing = folder.resolve("none").toString();
        assertThrows(IOException.class, () -> SystemFile.lines(missing, 2));
        assertThrows(IOException.class, () -> SystemFile.lines(folder.toString(), 2));
    }

    @Test
    void numbersAreDecimalOrHexadecimal() throws Exception {
        Path file = folder.resolve("file");
        assertEquals(65_534, SystemFile.number(Files.writeString(file, "65534\n").toString()));
        assertEquals(0x10d1, SystemFile.number(Files.writeString(file, "0x10d1\n").toString()));
        assertEquals(0, SystemFile.number(Files.writeString(file, "what\n").toString()));
        assertEquals(0, SystemFile.number(Files.writeString(file, "").toString()));
        assertEquals(0, SystemFile.number(folder.resolve("none").toString()));
    }

    @Test
    void anyBlanksSeparateWords() {
        assertEquals(List.of("0:", "0100007F:0277"), SystemFile.words("   0:\t0100007F:0277  "));
        assertEquals(List.of(), SystemFile.words(" "));
    }
}
