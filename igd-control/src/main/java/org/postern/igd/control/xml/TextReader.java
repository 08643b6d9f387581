// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

/**
 * Reads text between two tags: with its references resolved, its lines ended by LF (XML 1.0 section
 * 2.11) and a blank in place of what XML forbids (quirk D4). A "&amp;" that begins no reference
 * stands for itself (D7).
 */
final class TextReader {
    private final char[] document;
    private final StringBuilder text;
    private int at;

    private TextReader(char[] document, int start, StringBuilder text) {
        this.document = document;
        this.text = text;
        this.at = start;
    }

    /**
     * Appends what stands before the next "&lt;", without blanks in front.
     *
     * @return the index of the "&lt;", or the document's length
     */
    static int read(char[] document, int start, StringBuilder text) {
        int first = start;
        if (text.isEmpty()) {
            // Most text is the blanks between two tags.
            while (first < document.length && document[first] <= ' ') {
                first++;
            }
        }
        TextReader reader = new TextReader(document, first, text);
        reader.read(document.length, true);
        return reader.at;
    }

    /** Appends what holds neither markup nor references. */
    static void readVerbatim(char[] document, int start, int end, StringBuilder text) {
        new TextReader(document, start, text).read(end, false);
    }

    private void read(int end, boolean marked) {
        int kept = at;
        while (at < end) {
            char c = document[at];
            if (c > '<' && c < Character.MIN_SURROGATE || c >= ' ' && c < '<' && c != '&') {
                at++;
                continue;
            }
            if (c == '<' && marked) {
                break;
            }
            text.append(document, kept, at - kept);
            if (c == '&' && marked) {
                addReference();
            } else {
                addOther();
            }
            kept = at;
        }
        text.append(document, kept, at - kept);
    }

    private void addReference() {
        int semicolon = at + 1;
        int last = Math.min(document.length, at + 2 + CharacterReference.MAX_LENGTH);
        while (semicolon < last && document[semicolon] != ';') {
            semicolon++;
        }
        int codePoint =
                semicolon < last
                        ? CharacterReference.codePoint(document, at + 1, semicolon)
                        : CharacterReference.NONE;
        if (codePoint == CharacterReference.NONE) {
            text.append('&');
            at++;
        } else {
            text.appendCodePoint(codePoint);
            at = semicolon + 1;
        }
    }

    private void addOther() {
        char c = document[at];
        char next = at + 1 < document.length ? document[at + 1] : ' ';
        at++;
        if (c == '\r') {
            text.append('\n');
            at += next == '\n' ? 1 : 0;
        } else if (Character.isSurrogatePair(c, next)) {
            text.append(c).append(next);
            at++;
        } else {
            text.append(CharacterReference.isAllowed(c) ? c : ' ');
        }
    }
}
