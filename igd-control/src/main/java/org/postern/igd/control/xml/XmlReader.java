// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import static org.postern.igd.control.xml.XmlFormatException.require;

import org.jspecify.annotations.Nullable;

/**
 * Reads a document into a bounded tree, in one pass up to the end of its root element. Tags need not
 * match (quirks D8, A14): an element ends at the latest with its parent, or where one begins that it
 * cannot hold; an end tag that ends nothing is passed over; a "&lt;" that begins no markup is text.
 * What follows the last markup of a document that was cut off is lost, since half a URL or number is
 * worse than none.
 *
 * <p>In a short process this code runs once, before the JVM has compiled it, and loading a class
 * takes it longer than reading a kilobyte. Hence few classes, loops over an array where single
 * characters count, and {@code String} where many are copied or searched at once.
 */
public final class XmlReader {
    /** Four times the longest body that is fetched, since some documents stand within others. */
    static final int MAX_BYTES = 1024 * 1024;

    static final int MAX_DEPTH = 64;

    /** Ten times what the largest real description holds. */
    static final int MAX_ELEMENTS = 20_000;

    private static final String SECTION = "<![CDATA[";
    private static final String SECTION_END = "]]>";
    private static final String DOCUMENT_TYPE = "<!doctype";
    private static final String ENTITY = "<!entity";
    private static final String HTML = "html";
    private static final String HTML_PAGE = "the document is an HTML page";
    private static final String DECLARATION =
            "the document has a DTD, which is not read for safety";

    private final String document;
    private final char[] characters;

    /** Whether all of it is printable ASCII, blanks and line ends, as most documents are. */
    private final boolean plain;

    /** Holds the root element as soon as that has ended. */
    private final XmlElement top = new XmlElement();

    private XmlElement innermost = top;
    private int at;
    private int depth;
    private int elements;

    /** How much of the innermost element's text came before the last tag. */
    private int certain;

    private XmlReader(String document, char[] characters, boolean plain) {
        this.document = document;
        this.characters = characters;
        this.plain = plain;
    }

    /**
     * Reads a document up to the end of its root element (quirks D3, D5, D6). What comes before the
     * first "&lt;" does not count (D1).
     *
     * @param bytes as they came
     * @return the root element
     * @throws XmlFormatException when there is no readable document, or it exceeds a bound
     */
    public static XmlElement read(byte[] bytes) throws XmlFormatException {
        require(bytes.length <= MAX_BYTES, "the document is too large");
        char[] ascii = ascii(bytes);
        String document = ascii == null ? DocumentDecoder.decode(bytes) : new String(ascii);
        require(!isEmpty(document), "the document is empty");
        require(document.indexOf('<') >= 0, "the document is no XML");
        return ascii == null
                ? new XmlReader(document, document.toCharArray(), false).read()
                : new XmlReader(document, ascii, true).read();
    }

    /**
     * The characters of a document of printable ASCII, blanks and line ends, which mean the same in
     * every encoding that it may declare; null for another one.
     */
    private static char @Nullable [] ascii(byte[] bytes) {
        char[] characters = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            byte each = bytes[i];
            if (each < ' ' && each != '\n' && each != '\r' && each != '\t') {
                return null;
            }
            characters[i] = (char) each;
        }
        return characters;
    }

    private static boolean isEmpty(String document) {
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            if (c > ' ' && c != '\ufeff') {
                return false;
            }
        }
        return true;
    }

    private XmlElement read() throws XmlFormatException {
        while (elements == 0 || depth > 0) {
            int next = document.indexOf('<', at);
            if (next < 0) {
                cut();
            } else {
                text(next);
                at = next;
                markup();
            }
        }
        return top.children().get(0);
    }

    /** Text outside the root element belongs to nothing. */
    private void text(int end) {
        if (depth == 0) {
            return;
        }
        int first = at;
        if (innermost.textLength() == 0) {
            // Most text is the blanks between two tags.
            while (first < end && characters[first] <= ' ') {
                first++;
            }
        }
        if (first < end) {
            String text = document.substring(first, end);
            boolean asIs = plain && text.indexOf('&') < 0 && text.indexOf('\r') < 0;
            innermost.append(asIs ? text : MarkupScanner.resolve(text, true));
        }
    }

    private void cut() throws XmlFormatException {
        require(depth > 0, "the document is malformed");
        innermost.truncate(certain);
        while (depth > 0) {
            endInnermost();
        }
    }

    private void markup() throws XmlFormatException {
        char next = at + 1 < characters.length ? characters[at + 1] : ' ';
        if (next != '!' && next != '?') {
            tag(next == '/');
            return;
        }
        int ignored = MarkupScanner.ignoredEnd(document, at);
        if (ignored != MarkupScanner.NONE) {
            at = ignored;
        } else if (document.startsWith(SECTION, at)) {
            section();
        } else {
            refuseDeclarations();
            lessThan();
        }
    }

    private void section() {
        int start = at + SECTION.length();
        int end = document.indexOf(SECTION_END, start);
        if (end < 0) {
            at = document.length();
            return;
        }
        if (depth > 0) {
            innermost.append(MarkupScanner.resolve(document.substring(start, end), false));
        }
        at = end + SECTION_END.length();
    }

    private void refuseDeclarations() throws XmlFormatException {
        if (startsWithIgnoreCase(at, DOCUMENT_TYPE)) {
            int word = at + DOCUMENT_TYPE.length();
            int name = word;
            while (name < characters.length && characters[name] <= ' ') {
                name++;
            }
            boolean isHtml = name > word && startsWithIgnoreCase(name, HTML);
            require(!isHtml || depth > 0, HTML_PAGE);
            require(false, DECLARATION);
        }
        require(!startsWithIgnoreCase(at, ENTITY), DECLARATION);
    }

    private boolean startsWithIgnoreCase(int start, String word) {
        return document.regionMatches(true, start, word, 0, word.length());
    }

    private void tag(boolean isEnd) throws XmlFormatException {
        int nameStart = isEnd ? at + 2 : at + 1;
        int nameEnd = MarkupScanner.nameEnd(characters, nameStart);
        int close =
                nameEnd == MarkupScanner.NONE
                        ? MarkupScanner.NONE
                        : MarkupScanner.tagEnd(document, characters, nameEnd);
        if (close == MarkupScanner.NONE) {
            lessThan();
            return;
        }
        String name = document.substring(nameStart, nameEnd);
        at = close + 1;
        if (isEnd) {
            end(name);
        } else {
            start(name);
            if (characters[close - 1] == '/') {
                endInnermost();
            }
        }
        certain = innermost.textLength();
    }

    /** As text. */
    private void lessThan() {
        if (depth > 0) {
            certain = innermost.textLength();
            innermost.append("<");
        }
        at++;
    }

    /** The root holds all there is, whatever it is called. */
    private void start(String qualifiedName) throws XmlFormatException {
        require(depth > 0 || !qualifiedName.equalsIgnoreCase(HTML), HTML_PAGE);
        String name = qualifiedName.substring(qualifiedName.indexOf(':') + 1);
        while (depth > 1 && innermost.endsBefore(name)) {
            endInnermost();
        }
        depth++;
        elements++;
        require(
                depth <= MAX_DEPTH && elements <= MAX_ELEMENTS,
                "the document has too many elements");
        innermost = new XmlElement(innermost, qualifiedName, name);
    }

    /** Prefixes are compared as they are written: many are not declared (quirk D9). */
    private void end(String qualifiedName) {
        XmlElement element = innermost;
        while (element != top && !element.isQualified(qualifiedName)) {
            element = element.parent();
        }
        if (element != top) {
            XmlElement rest = element.parent();
            while (innermost != rest) {
                endInnermost();
            }
        }
    }

    private void endInnermost() {
        innermost.end();
        innermost = innermost.parent();
        depth--;
    }
}
