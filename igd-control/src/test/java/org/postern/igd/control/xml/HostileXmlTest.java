// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document costs no more than its size, and reaches for nothing outside it. */
@Timeout(10)
class HostileXmlTest {
    private static final String MANY = "the document has too many elements";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>",
                "<a><!ENTITY x \"y\"></a>",
                "<!doctype a><a/>"
            })
    void documentType_isRefused(String document) {
        assertEquals(
                "the document has a DTD, which is not read for safety", XmlText.refusal(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOC%sTYPE a>", "<!DOC%sTYPE a [<!ENT%1$sITY x \"y\">]>"})
    void documentTypeAroundAComment_isNone(String declaration) throws XmlFormatException {
        for (String between : new String[] {"<!-- -->", "<?x?>", "<!----><!---->"}) {
            String document = String.format(declaration, between);
            assertEquals("a", XmlText.read(document + "<a/>"));
            assertEquals("a'&x;'", XmlText.read(document + "<a>&x;</a>"));
        }
    }

    @Test
    void unknownEntity_isText() throws XmlFormatException {
        assertEquals("a'&passwd;'", XmlText.read("<a>&passwd;</a>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>login</body></html>",
                "\r\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><HTML></HTML>",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html/>",
                "<HTML>"
            })
    void webPage_isNamedAsSuch(String document) {
        assertEquals("the document is an HTML page", XmlText.refusal(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \r\n", "\0\0", "\ufeff"})
    void nothing_isNamedAsSuch(String document) {
        assertEquals("the document is empty", XmlText.refusal(document));
    }

    @Test
    void plainText_isNamedAsSuch() {
        assertEquals("the document is no XML", XmlText.refusal("status=ok"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<", "<a:", "<<<>>>", "< a>", "</a>", "<!-- <a/>", "<?xml", "<![CDATA[a"})
    void hopelessDocument_isRefused(String document) {
        assertEquals("the document is malformed", XmlText.refusal(document));
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 100_000})
    void depth_isBounded(int depth) {
        assertEquals(MANY, XmlText.refusal("<a>".repeat(depth)));
        assertEquals(MANY, XmlText.refusal("<a>".repeat(depth) + "</a>".repeat(depth)));
    }

    @Test
    void depthInAMalformedDocument_isBounded() {
        assertEquals(MANY, XmlText.refusal("<a><b></c>" + "<d x=1>".repeat(100_000)));
    }

    @Test
    void count_isBounded() {
        assertEquals(MANY, XmlText.refusal("<a>" + "<b/>".repeat(100_000) + "</a>"));
        assertEquals(MANY, XmlText.refusal("<a>" + "<b x=1/>".repeat(60_000) + "</a>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "<!--",
                "<![CDATA[",
                "<?",
                "&",
                "<a ",
                "</",
                "&#",
                "</b>",
                "<!",
                "\n<?x"
            })
    void repeatedTokens_takeNoLongerThanTheirNumber(String token) throws XmlFormatException {
        String many = token.repeat(512 * 1024 / token.length());
        try {
            XmlText.read("<a>" + many + "</a>");
            XmlText.read("<a></b>" + many + ">");
        } catch (XmlFormatException e) {
            // Refused or read: what counts is that it ends.
        }
    }

    @Test
    void size_isBounded() throws XmlFormatException {
        int most = XmlReader.MAX_BYTES - "<a x=''>1</a>".length();

        assertEquals("a'1'", XmlText.read("<a x='" + "y".repeat(most) + "'>1</a>"));
        assertEquals(
                "the document is too large",
                XmlText.refusal("<a x='" + "y".repeat(most + 1) + "'>1</a>"));
    }

    @Test
    void entitiesThatMultiply_areRefused() {
        String bomb =
                "<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;&x;&x;'>]><a>&y;</a>";

        assertEquals("the document has a DTD, which is not read for safety", XmlText.refusal(bomb));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<![CDATA[", "<?", "<b x='", "<b x=\"'", "</b "})
    void whatIsNeverEnded_costsNoMoreThanTheRest(String begin) throws XmlFormatException {
        assertEquals("a[c'1']", XmlText.read("<a><c>1</c>" + begin + "y".repeat(900_000)));
    }

    /** Every look at a quote, a comment and a tag that ends nowhere is in vain. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a '<!-- -->",
                "<a '\"<!-- -->",
                "<a <!-- --> ",
                "<a \"'",
                "<a/",
                "-->",
                "]]>"
            })
    void looksInVain_takeNoLongerThanTheSize(String token) throws XmlFormatException {
        assertEquals(
                "a", XmlText.read("<a>" + token.repeat(900_000 / token.length())).substring(0, 1));
    }
}
