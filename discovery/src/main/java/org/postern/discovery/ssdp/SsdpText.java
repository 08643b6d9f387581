// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

/** Makes text from devices safe to print. */
public final class SsdpText {
    private SsdpText() {}

    /**
     * Removes what could move a terminal's cursor or reverse the direction of text: control
     * characters (trailing NULs too, quirk S10), line and paragraph separators, and format
     * characters such as bidi overrides. Strips blanks at both ends.
     */
    public static String clean(String text) {
        if (isPlain(text)) {
            return text.strip();
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(SsdpText::visible).forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Whether there is nothing to remove: printable ASCII, as nearly all messages are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
