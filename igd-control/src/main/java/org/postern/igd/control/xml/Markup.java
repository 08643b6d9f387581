// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

/**
 * Finds markup in an array. What {@code String} offers is here again: until the JVM has compiled
 * the code, which it does not in a short process, an array is read several times as fast.
 */
final class Markup {
    /** None begins there. */
    static final int NONE = -1;

    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";

    private Markup() {}

    /**
     * Where a comment, an XML declaration or a processing instruction ends. None says anything of
     * use, and they stand where they must not: within elements (quirk D45), even within tags.
     *
     * @param at a "&lt;"
     * @return the index behind it, at most the document's length; or {@link #NONE}
     */
    static int ignoredEnd(char[] document, int at) {
        if (at + 1 == document.length) {
            return NONE;
        } else if (document[at + 1] == '?') {
            return instructionEnd(document, at + 2);
        } else if (startsWith(document, at, COMMENT)) {
            // Both may share their hyphens.
            int end = indexOf(document, at + COMMENT.length() - 2, COMMENT_END);
            return end < 0 ? document.length : end + COMMENT_END.length();
        }
        return NONE;
    }

    /** Behind "&gt;", or before the next "&lt;": some are never ended. */
    private static int instructionEnd(char[] document, int start) {
        int end = start;
        while (end < document.length && document[end] != '<') {
            if (document[end] == '>') {
                return end + 1;
            }
            end++;
        }
        return end;
    }

    static boolean startsWith(char[] document, int at, String word) {
        if (document.length - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (document[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The same in whatever case, for a word in lower case letters. */
    static boolean startsWithIgnoreCase(char[] document, int at, String word) {
        return document.length - at >= word.length()
                && new String(document, at, word.length()).equalsIgnoreCase(word);
    }

    /** The document's length when there is none. */
    static int indexOf(char[] document, int from, char wanted) {
        int at = from;
        while (at < document.length && document[at] != wanted) {
            at++;
        }
        return at;
    }

    /** Negative when there is none. */
    static int indexOf(char[] document, int from, String word) {
        char last = word.charAt(word.length() - 1);
        int end = from + word.length() - 1;
        while ((end = indexOf(document, end, last)) < document.length) {
            int start = end - word.length() + 1;
            if (startsWith(document, start, word)) {
                return start;
            }
            end++;
        }
        return -1;
    }
}
