// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

/** Reads a document into a tree. */
public final class XmlReader {
    /** Four times the longest body that is fetched, since some documents stand within others. */
    static final int MAX_BYTES = 1024 * 1024;

    private XmlReader() {}

    /**
     * Reads a document up to the end of its root element (quirks D3, D5, D6). What comes before the
     * first "&lt;" does not count (D1).
     *
     * @param bytes as they came
     * @return the root element
     * @throws XmlFormatException when there is no readable document, or it exceeds a bound
     */
    public static XmlElement read(byte[] bytes) throws XmlFormatException {
        if (bytes.length > MAX_BYTES) {
            throw new XmlFormatException("the document is too large");
        }
        char[] document = DocumentDecoder.decode(bytes).toCharArray();
        if (Markup.indexOf(document, 0, '<') == document.length) {
            throw new XmlFormatException(
                    isEmpty(document) ? "the document is empty" : "the document is no XML");
        }
        return new XmlScanner(document).read();
    }

    private static boolean isEmpty(char[] document) {
        for (char c : document) {
            if (c > ' ' && c != '\ufeff') {
                return false;
            }
        }
        return true;
    }
}
