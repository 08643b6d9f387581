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

    private static final Pattern DECLARATION = Pattern.compile("(?i)<!(?:DOCTYPE|ENTITY)");
    private static final Pattern SECTION = Pattern.compile("(?s)<!\\[CDATA\\[.*?(?:]]>|$)");
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]");

    private XmlPromises() {}

    /** Reads a document and checks what came out. */
    public static void check(byte[] document) {
        try {
            checkSteps(XmlCleaner.clean(document));
        } catch (XmlFormatException e) {
            // Refused before it is parsed, or while it is mended.
        }
        try {
            Sum sum = new Sum();
            sum.add(XmlReader.read(document), 1);
            assertTrue(sum.elements <= MOST_ELEMENTS);
            assertTrue(sum.characters <= (long) CHARACTERS_PER_BYTE * document.length);
        } catch (XmlFormatException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank());
        }
    }

    /** What is clean holds no declaration, stays as it is, and can be mended in its own size. */
    private static void checkSteps(String clean) throws XmlFormatException {
        assertFalse(DECLARATION.matcher(SECTION.matcher(clean).replaceAll("#")).find());
        String mended = XmlMender.mend(clean);
        assertTrue(mended.length() <= 5L * clean.length() + 16);
        checkSame(mended, XmlMender.mend(mended));
        String document = clean.substring(Math.max(0, clean.indexOf('<')));
        checkSame(document, XmlCleaner.clean(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static void checkSame(String once, String twice) {
        assertTrue(once.equals(twice), () -> "once: " + begin(once) + "\ntwice: " + begin(twice));
    }

    private static String begin(String text) {
        return text.substring(0, Math.min(LONGEST_SHOWN, text.length()));
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
