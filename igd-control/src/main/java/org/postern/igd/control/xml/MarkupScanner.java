// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

/**
 * Tells where tags, comments and instructions end, and what references mean. Attributes are passed
 * over, whatever they look like: none is of use. Nor are comments and instructions, which stand where
 * they must not: within elements (quirk D45), even within tags.
 */
final class MarkupScanner {
    /** Nothing of the kind begins there. */
    static final int NONE = -1;

    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";

    /** Of what stands between "&amp;" and ";": {@code #1114111} and {@code #x10FFFF}. */
    private static final int MAX_REFERENCE = 8;

    private MarkupScanner() {}

    /**
     * Where a comment, an XML declaration or a processing instruction ends.
     *
     * @param at a "&lt;"
     * @return the index behind it, at most the document's length; or {@link #NONE}
     */
    static int ignoredEnd(String document, int at) {
        if (document.startsWith("<?", at)) {
            return instructionEnd(document, at + 2);
        } else if (document.startsWith(COMMENT, at)) {
            // Both may share their hyphens.
            int end = document.indexOf(COMMENT_END, at + COMMENT.length() - 2);
            return end < 0 ? document.length() : end + COMMENT_END.length();
        }
        return NONE;
    }

    /** Behind "&gt;", or before the next "&lt;": some are never ended. */
    private static int instructionEnd(String document, int start) {
        int end = start;
        while (end < document.length() && document.charAt(end) != '<') {
            if (document.charAt(end) == '>') {
                return end + 1;
            }
            end++;
        }
        return end;
    }

    /**
     * Where the name of a tag ends, with its prefix.
     *
     * @param start behind "&lt;" or "&lt;/"
     * @return {@link #NONE} when no name stands there that a tag could have
     */
    static int nameEnd(char[] document, int start) {
        if (start >= document.length || !isLetter(document[start])) {
            return NONE;
        }
        int end = start + 1;
        while (end < document.length) {
            char c = document[end];
            // Most are, and a call for each costs more than all else until the code is compiled.
            if ((c < 'a' || c > 'z') && !isNamePart(c)) {
                return c <= ' ' || c == '/' || c == '>' || c == '<' ? end : NONE;
            }
            end++;
        }
        return NONE;
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

    /**
     * The "&gt;" of a tag; none where markup begins before it, or the document ends. A quote that
     * is not closed by then is none: at most one of each kind, so that this takes three looks.
     *
     * @param from behind the name
     */
    static int tagEnd(String document, char[] characters, int from) {
        int quote = NONE;
        int at = from;
        while (true) {
            // Most begin no comment, and a call for each costs more than all else.
            int next = at < characters.length && characters[at] != '<' ? at : next(document, at);
            if (next != NONE) {
                char c = characters[next];
                if (quote != NONE) {
                    quote = c == characters[quote] ? NONE : quote;
                } else if (c == '>') {
                    return next;
                } else if (c == '"' || c == '\'') {
                    quote = next;
                }
                at = next + 1;
            } else if (quote != NONE) {
                at = quote + 1;
                quote = NONE;
            } else {
                return NONE;
            }
        }
    }

    /** The next character of a tag, behind comments; none where it cannot go on. */
    private static int next(String document, int from) {
        int at = from;
        while (at != NONE && at < document.length() && document.charAt(at) == '<') {
            at = ignoredEnd(document, at);
        }
        return at < document.length() ? at : NONE;
    }

    /**
     * The text that is meant.
     *
     * @param written what stands there, without markup
     * @param references whether there may be references in it
     */
    static String resolve(String written, boolean references) {
        StringBuilder text = new StringBuilder(written.length());
        int at = 0;
        while (at < written.length()) {
            char c = written.charAt(at);
            int end = c == '&' && references ? semicolon(written, at + 1) : NONE;
            int referred = end == NONE ? NONE : codePoint(written.substring(at + 1, end));
            if (referred != NONE) {
                text.appendCodePoint(referred);
                at = end + 1;
            } else if (c == '\r') {
                text.append('\n');
                at += written.startsWith("\r\n", at) ? 2 : 1;
            } else {
                int codePoint = written.codePointAt(at);
                text.appendCodePoint(isAllowed(codePoint) ? codePoint : ' ');
                at += Character.charCount(codePoint);
            }
        }
        return text.toString();
    }

    private static int semicolon(String written, int start) {
        int last = Math.min(written.length() - 1, start + MAX_REFERENCE);
        for (int at = start; at <= last; at++) {
            if (written.charAt(at) == ';') {
                return at;
            }
        }
        return NONE;
    }

    private static int codePoint(String reference) {
        if (reference.startsWith("#x")) {
            return number(reference, 2, 16);
        } else if (reference.startsWith("#")) {
            return number(reference, 1, 10);
        }
        return switch (reference) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> NONE;
        };
    }

    private static int number(String reference, int start, int radix) {
        int number = reference.length() == start ? NONE : 0;
        for (int i = start; i < reference.length(); i++) {
            char c = reference.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return NONE;
            }
            number = number * radix + digit;
        }
        return isAllowed(number) ? number : NONE;
    }

    /** XML 1.0, section 2.2. */
    private static boolean isAllowed(int codePoint) {
        if (codePoint < ' ') {
            return codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        }
        return codePoint < Character.MIN_SURROGATE
                || codePoint > Character.MAX_SURROGATE && codePoint < 0xfffe
                || codePoint > 0xffff && codePoint <= Character.MAX_CODE_POINT;
    }
}
