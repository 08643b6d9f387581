// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A document becomes a small tree of what it held, or is refused. */
public final class XmlPromises {
    private static final int MOST_ELEMENTS = 20_000;
    private static final int MOST_DEPTH = 64;

    /** Some encodings of the JDK make two characters of one byte. */
    private static final int CHARACTERS_PER_BYTE = 2;

    private static final int LONGEST_SHOWN = 2000;

    private static final String PREFIX = "p:";
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]");

    private XmlPromises() {}

    /** Reads a document and checks what came out. */
    public static void check(byte[] document) {
        try {
            XmlElement root = XmlReader.read(document);
            Sum sum = new Sum();
            sum.add(root, 1);
            assertTrue(sum.elements <= MOST_ELEMENTS);
            assertTrue(sum.characters <= (long) CHARACTERS_PER_BYTE * document.length);
            checkSame(written(root));
        } catch (XmlFormatException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank());
        }
    }

    /**
     * What was read is read again as it is: no text of it becomes a tag, a reference or a
     * declaration, and no element ends elsewhere.
     */
    private static void checkSame(String once) {
        byte[] document = once.getBytes(StandardCharsets.UTF_8);
        if (document.length > XmlReader.MAX_BYTES) {
            return;
        }
        try {
            String twice = written(XmlReader.read(document));
            assertTrue(
                    once.equals(twice), () -> "once: " + begin(once) + "\ntwice: " + begin(twice));
        } catch (XmlFormatException e) {
            throw new AssertionError("refused: " + begin(once), e);
        }
    }

    private static String begin(String text) {
        return text.substring(0, Math.min(LONGEST_SHOWN, text.length()));
    }

    private static String written(XmlElement root) {
        StringBuilder document = new StringBuilder();
        write(root, document);
        return document.toString();
    }

    /** With a prefix, since a name may be empty without it, or hold a colon. */
    private static void write(XmlElement element, StringBuilder document) {
        String name = PREFIX + element.name();
        String text = element.text().replace("&", "&amp;").replace("<", "&lt;");
        document.append('<').append(name).append('>');
        // CR LF as it is written would come back as LF.
        document.append(text.replace("\r", "&#13;"));
        element.children().forEach(child -> write(child, document));
        document.append("</").append(name).append('>');
    }

    private static final class Sum {
        private int elements;
        private long characters;

        private void add(XmlElement element, int depth) {
            assertTrue(depth <= MOST_DEPTH);
            elements++;
            characters += element.name().length() + element.text().length();
            for (String text : List.of(element.name(), element.text())) {
                assertFalse(FORBIDDEN.matcher(text).find(), () -> "in " + text);
            }
            element.children().forEach(child -> add(child, depth + 1));
        }
    }
}
