package org.postern.igd.control.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
                Arguments.of("\ufeff" + declared("UTF-16"), StandardCharsets.UTF_16LE),
                Arguments.of("\ufeff" + declared("UTF-16"), StandardCharsets.UTF_16BE),
                Arguments.of(declared("UTF-16"), StandardCharsets.UTF_16LE),
                Arguments.of("<a>ö</a>", StandardCharsets.UTF_16BE),
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
        assertEquals("a'ö'", Xml.read(document.getBytes(charset)));
    }

    @Test
    void bytesThatTheEncodingForbids_costOneCharacter() throws XmlFormatException {
        assertEquals("a'R\ufffduter'", Xml.read("<a>Röuter</a>".getBytes(LATIN1)));
    }

    private static String declared(String encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a>ö</a>";
    }
}
