// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import org.jspecify.annotations.Nullable;

/** A start tag or end tag. Attributes are passed over, whatever they look like: none is of use. */
final class Tag {
    private final String name;
    private final boolean isEnd;
    private final boolean isEmpty;
    private final int end;

    private Tag(String name, boolean isEnd, boolean isEmpty, int end) {
        this.name = name;
        this.isEnd = isEnd;
        this.isEmpty = isEmpty;
        this.end = end;
    }

    /**
     * Reads a tag.
     *
     * @param at a "&lt;"
     * @return null when no tag begins there, or it does not end
     */
    static @Nullable Tag read(char[] document, int at) {
        boolean isEnd = at + 1 < document.length && document[at + 1] == '/';
        int nameStart = isEnd ? at + 2 : at + 1;
        int nameEnd = nameEnd(document, nameStart);
        if (nameEnd == nameStart || !endsName(document, nameEnd)) {
            return null;
        }
        int close = document[nameEnd] == '>' ? nameEnd : close(document, nameEnd);
        if (close == Markup.NONE) {
            return null;
        }
        String name = new String(document, nameStart, nameEnd - nameStart);
        return new Tag(name, isEnd, document[close - 1] == '/', close + 1);
    }

    /** The name with its prefix, as written. */
    String name() {
        return name;
    }

    boolean isEnd() {
        return isEnd;
    }

    /** Whether a start tag is its own end tag. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** The index behind it. */
    int end() {
        return end;
    }

    private static int nameEnd(char[] document, int start) {
        if (start >= document.length || !isLetter(document[start])) {
            return start;
        }
        int end = start + 1;
        while (end < document.length) {
            char c = document[end];
            // Most are, and a call for each costs more than all else until the code is compiled.
            if ((c < 'a' || c > 'z') && !isNamePart(c)) {
                break;
            }
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return isLetter(c) || c >= '0' && c <= ':' || c == '.' || c == '-';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || c >= 0x80 && Character.isLetter(c);
    }

    private static boolean endsName(char[] document, int at) {
        char next = at < document.length ? document[at] : '=';
        return next <= ' ' || next == '/' || next == '>' || next == '<';
    }

    /**
     * The "&gt;" of a tag; none where markup begins before it, or the document ends. A quote that
     * is not closed by then is none: at most one of each kind, so that this takes three looks.
     */
    private static int close(char[] document, int from) {
        int quote = Markup.NONE;
        int at = from;
        while (true) {
            int next = at < document.length && document[at] != '<' ? at : next(document, at);
            if (next != Markup.NONE) {
                char c = document[next];
                if (quote != Markup.NONE) {
                    quote = c == document[quote] ? Markup.NONE : quote;
                } else if (c == '>') {
                    return next;
                } else if (c == '"' || c == '\'') {
                    quote = next;
                }
                at = next + 1;
            } else if (quote != Markup.NONE) {
                at = quote + 1;
                quote = Markup.NONE;
            } else {
                return Markup.NONE;
            }
        }
    }

    /** The next character of a tag, behind comments; none where it cannot go on. */
    private static int next(char[] document, int from) {
        int at = from;
        while (at != Markup.NONE && at < document.length && document[at] == '<') {
            at = Markup.ignoredEnd(document, at);
        }
        return at < document.length ? at : Markup.NONE;
    }
}
