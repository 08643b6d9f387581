// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

/**
 * Goes through a document once, up to the end of its root element, and tells a {@link TreeBuilder}
 * what it meets. A "&lt;" that begins no markup is text (quirk D8). What follows the last markup of
 * a document that was cut off is lost, since half a URL or number is worse than none (A14).
 */
final class XmlScanner {
    private static final String SECTION = "<![CDATA[";
    private static final String SECTION_END = "]]>";
    private static final String DOCUMENT_TYPE = "<!doctype";
    private static final String ENTITY = "<!entity";
    private static final String HTML = "html";

    private final char[] document;
    private final TreeBuilder tree = new TreeBuilder();
    private int at;

    /** How much of the innermost element's text came before the last tag. */
    private int certain;

    XmlScanner(char[] document) {
        this.document = document;
    }

    XmlElement read() throws XmlFormatException {
        while (!tree.isComplete()) {
            text();
            if (at == document.length) {
                cut();
            } else {
                markup();
            }
        }
        return tree.root();
    }

    /** Text outside the root element belongs to nothing. */
    private void text() {
        if (at < document.length && document[at] == '<') {
            return;
        }
        at =
                tree.hasRoot()
                        ? TextReader.read(document, at, tree.text())
                        : Markup.indexOf(document, at, '<');
    }

    private void cut() throws XmlFormatException {
        if (!tree.hasRoot()) {
            throw new XmlFormatException("the document is malformed");
        }
        tree.text().setLength(certain);
        tree.endAll();
    }

    private void markup() throws XmlFormatException {
        char next = at + 1 < document.length ? document[at + 1] : ' ';
        if (next != '!' && next != '?') {
            tag();
            return;
        }
        int ignored = Markup.ignoredEnd(document, at);
        if (ignored != Markup.NONE) {
            at = ignored;
        } else if (Markup.startsWith(document, at, SECTION)) {
            section();
        } else {
            refuseDeclarations();
            lessThan();
        }
    }

    private void section() {
        int start = at + SECTION.length();
        int end = Markup.indexOf(document, start, SECTION_END);
        if (end < 0) {
            at = document.length;
            return;
        }
        if (tree.hasRoot()) {
            TextReader.readVerbatim(document, start, end, tree.text());
        }
        at = end + SECTION_END.length();
    }

    private void refuseDeclarations() throws XmlFormatException {
        if (Markup.startsWithIgnoreCase(document, at, DOCUMENT_TYPE)) {
            int word = at + DOCUMENT_TYPE.length();
            int name = word;
            while (name < document.length && document[name] <= ' ') {
                name++;
            }
            boolean isHtml = name > word && Markup.startsWithIgnoreCase(document, name, HTML);
            throw isHtml && !tree.hasRoot() ? htmlPage() : declaration();
        } else if (Markup.startsWithIgnoreCase(document, at, ENTITY)) {
            throw declaration();
        }
    }

    private void tag() throws XmlFormatException {
        Tag tag = Tag.read(document, at);
        if (tag == null) {
            lessThan();
            return;
        }
        at = tag.end();
        if (tag.isEnd()) {
            tree.end(tag.name());
        } else if (!tree.hasRoot() && tag.name().equalsIgnoreCase(HTML)) {
            throw htmlPage();
        } else {
            tree.start(tag.name());
            if (tag.isEmpty()) {
                tree.endLast();
            }
        }
        certain = textLength();
    }

    /** As text. */
    private void lessThan() {
        certain = textLength();
        if (tree.hasRoot()) {
            tree.text().append('<');
        }
        at++;
    }

    private int textLength() {
        return tree.hasRoot() && !tree.isComplete() ? tree.text().length() : 0;
    }

    private static XmlFormatException htmlPage() {
        return new XmlFormatException("the document is an HTML page");
    }

    private static XmlFormatException declaration() {
        return new XmlFormatException("the document has a DTD, which is not read for safety");
    }
}
