// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Documents in and short descriptions of what was read out. */
final class XmlText {
    private XmlText() {}

    /** Such as {@code a[b'text' c]}. */
    static String read(String document) throws XmlFormatException {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    static String read(byte[] document) throws XmlFormatException {
        return describe(XmlReader.read(document));
    }

    static String refusal(String document) {
        return refusal(document.getBytes(StandardCharsets.UTF_8));
    }

    static String refusal(byte[] document) {
        XmlFormatException refused =
                assertThrows(XmlFormatException.class, () -> XmlReader.read(document));
        return String.valueOf(refused.getMessage());
    }

    private static String describe(XmlElement element) {
        String text = element.text().isEmpty() ? "" : "'" + element.text() + "'";
        String children =
                element.children().stream().map(XmlText::describe).collect(Collectors.joining(" "));
        return element.name() + text + (children.isEmpty() ? "" : "[" + children + "]");
    }
}
