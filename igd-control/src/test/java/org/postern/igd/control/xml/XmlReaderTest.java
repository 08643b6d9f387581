// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** What routers get wrong about XML costs nobody the document. */
class XmlReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a><b>x</b></a>",
                "<?xml version=\"1.0\"?><a><b>x</b></a>",
                "<?xml version='1.1' encoding='nonsense' standalone='maybe'><a><b>x</b></a>",
                "\ufeff<?xml version=\"1.0\"?><a><b>x</b></a>",
                "\r\n\t \r\n<?xml version=\"1.0\"?>\n<a><b>x</b></a>",
                "<a><b>x</b></a>\0\0\0\0",
                "<a><b>x</b></a>\ufffd\ufffd`(",
                "<a><b>x</b></a></a><c>",
                "<a><b>x\u0001</b>\u0018</a>",
                "<a><b>\n   x\t\n</b></a>",
                "<dlna:a><u:b>x</u:b></dlna:a>",
                "<a xmlns='urn:wrong' xmlns:p='urn:p'><p:b dlna:x='1'>x</p:b></a>",
                "<a><?xml version=\"1.0\"?><b>x</b></a>",
                "<a><!-- one -- two --><b>x</b></a>",
                "<a><!-- <!DOCTYPE c> --><b>x</b></a>",
                "<a><b><![CDATA[x]]></b></a>",
                "<a><b>&#120;</b></a>",
                "<a x=1 x=2><b checked>x</b></a>",
            })
    void oddities_areReadOver(String document) throws XmlFormatException {
        assertEquals("a[b'x']", XmlText.read(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R&N:DGND3700 | R&N:DGND3700",
                "R&amp;N | R&N",
                "&lt;b&gt;&quot;&apos; | <b>\"'",
                "&nbsp;x | &nbsp;x",
                "a&;b&#;c&#x; | a&;b&#;c&#x;",
                "a & b | a & b",
                "&#82;&#x4E; | RN",
                "&#1;&#0;&#xfffe;&#xd800; | &#1;&#0;&#xfffe;&#xd800;",
                "&#x1F600; | \uD83D\uDE00",
                "&#x110000;&#9999999; | &#x110000;&#9999999;",
                "<![CDATA[R&N & <b> &amp;]]> | R&N & <b> &amp;",
                "a]]>b | a]]>b",
                "R\u00f6uter | R\u00f6uter",
            })
    void text_isReadAsItIsMeant(String written, String meant) throws XmlFormatException {
        byte[] document = ("<a>" + written + "</a>").getBytes(StandardCharsets.UTF_8);

        assertEquals(meant, XmlReader.read(document).text());
    }

    @Test
    void names_areComparedWithoutPrefixAndCase() throws XmlFormatException {
        XmlElement root =
                XmlReader.read(
                        "<s:A><m:Bc>1</m:Bc><BC>2</BC></s:A>".getBytes(StandardCharsets.UTF_8));

        assertTrue(root.is("a"));
        assertEquals("1", root.childText("bC"));
        assertEquals(2, root.children("bc").count());
        assertEquals("", root.childText("none"));
        assertEquals("1", root.find("BC").orElseThrow().text());
    }

    @Test
    void find_looksInDocumentOrder() throws XmlFormatException {
        XmlElement root =
                XmlReader.read("<a><b><c>1</c></b><c>2</c></a>".getBytes(StandardCharsets.UTF_8));

        assertEquals("1", root.find("c").orElseThrow().text());
        assertTrue(root.find("d").isEmpty());
    }
}
