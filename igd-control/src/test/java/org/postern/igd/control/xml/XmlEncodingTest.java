// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

class XmlEncodingTest {
    private static final Charset LATIN1 = StandardCharsets.ISO_8859_1;
    private static final Charset UTF8 = StandardCharsets.UTF_8;

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("<a>ö</a>", UTF8),
                Arguments.of(declared("UTF-8"), UTF8),
                Arguments.of(declared("ISO-8859-1"), LATIN1),
                Arguments.of("\n\n            " + declared("iso-8859-1"), LATIN1),
                Arguments.of(declared("windows-1252"), Charset.forName("windows-1252")),
                Arguments.of("\ufeff" + declared("UTF-8"), UTF8),
                // The mark counts, not the declaration.
                Arguments.of("\ufeff" + declared("ISO-8859-1"), UTF8),
                Arguments.of("\ufeff" + declared("UTF-16"), StandardCharsets.UTF_16LE),
                Arguments.of("\ufeff" + declared("UTF-16"), StandardCharsets.UTF_16BE),
                Arguments.of(declared("UTF-16"), StandardCharsets.UTF_16LE),
                Arguments.of("<a>ö</a>", StandardCharsets.UTF_16BE),
                Arguments.of("\r\n <a>ö</a>", StandardCharsets.UTF_16BE),
                Arguments.of("\n<a>ö</a>", StandardCharsets.UTF_16LE),
                // What is declared cannot be, for then the declaration could not be read.
                Arguments.of(declared("UTF-16"), UTF8),
                Arguments.of(declared("UTF-32"), UTF8),
                Arguments.of(declared("x-UTF-16LE-BOM"), UTF8),
                Arguments.of(declared("IBM037"), UTF8),
                Arguments.of(declared("no-such-charset"), UTF8),
                Arguments.of(declared("-._"), UTF8));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_isReadInItsEncoding(String document, Charset charset) throws XmlFormatException {
        assertEquals("a'ö'", XmlText.read(document.getBytes(charset)));
    }

    /** What is UTF-8 beside them stays so. */
    @Test
    void bytesThatUtf8Forbids_areLatin1() throws XmlFormatException {
        byte[] latin1 = "Röuter".getBytes(LATIN1);
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes("<a>\u20ac ".getBytes(UTF8));
        document.writeBytes(latin1);
        document.writeBytes(" \ud83d\ude00".getBytes(UTF8));
        document.writeBytes("é</a>é".getBytes(LATIN1));

        assertEquals("a'\u20ac Röuter \ud83d\ude00é'", XmlText.read(document.toByteArray()));
    }

    /** Bytes of a charset that knows halves of pairs, and any others. */
    @ParameterizedTest
    @MethodSource("charsets")
    void noEncoding_letsForbiddenCharactersThrough(String name) {
        byte[] head =
                ("<?xml version='1.0' encoding='" + name + "'?><a>")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] document = Arrays.copyOf(head, head.length + 3 * 256);
        for (int i = 0; i < 256; i++) {
            document[head.length + 3 * i] = (byte) 0xed;
            document[head.length + 3 * i + 1] = (byte) i;
            document[head.length + 3 * i + 2] = (byte) (255 - i);
        }
        try {
            String read = XmlText.read(document);
            assertFalse(
                    read.codePoints()
                            .anyMatch(c -> c < ' ' && c != '\n' && c != '\t' || isForbidden(c)),
                    name);
        } catch (XmlFormatException e) {
            // Some charsets have no "<" at its place.
        }
    }

    static Stream<String> charsets() {
        return Charset.availableCharsets().keySet().stream();
    }

    private static boolean isForbidden(int codePoint) {
        return codePoint >= 0xd800 && codePoint < 0xe000 || codePoint == 0xfffe;
    }

    @Test
    void cutCharacter_costsNobodyTheDocument() throws XmlFormatException {
        byte[] whole = "<a>x</a>\u20ac".getBytes(UTF8);

        assertEquals("a'x'", XmlText.read(Arrays.copyOf(whole, whole.length - 1)));
    }

    private static String declared(String encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a>ö</a>";
    }
}
