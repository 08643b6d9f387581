// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognizes by the name of its root element where an XML document begins and ends, in any case and
 * with any prefix: devices state wrong lengths, and then keep the connection open (quirk D32). The
 * reader of a document knows the name.
 *
 * <p>The end is looked for from behind and byte by byte, since each body is looked through for it:
 * with a regular expression that took most of the time.
 */
public final class DocumentEnd {
    private static final int LONGEST_PREFIX = 40;
    private static final int MOST_BLANKS = 8;

    private final String name;

    private DocumentEnd(String name) {
        this.name = name;
    }

    /**
     * The end of a document whose root has this name: ASCII letters without a prefix, such as
     * {@code Envelope}. To be kept: it is made for one kind of document.
     */
    public static DocumentEnd of(String rootName) {
        return new DocumentEnd(rootName.toLowerCase(Locale.ROOT));
    }

    /** Whether such a document begins in a text. */
    boolean beginsIn(String text) {
        return Pattern.compile("(?i)<(?:[\\w.-]{1,40}:)?" + name + "[\\s>]").matcher(text).find();
    }

    /** Whether such a document has ended in a body, whatever comes after it. */
    public boolean endsIn(byte[] body) {
        for (int i = body.length - 1; i >= 0; i--) {
            if (body[i] == '>' && startOf(body, i) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where an end tag begins that ends here, at a "&gt;"; negative when none does. */
    int startOf(byte[] bytes, int end) {
        int nameEnd = end;
        while (nameEnd > 0 && end - nameEnd < MOST_BLANKS && isBlank(bytes[nameEnd - 1])) {
            nameEnd--;
        }
        int nameStart = nameEnd - name.length();
        if (nameStart < 0 || !isAt(nameStart, name, bytes)) {
            return -1;
        }
        int slash = beforePrefix(bytes, nameStart) - 1;
        boolean opens = slash >= 1 && bytes[slash] == '/' && bytes[slash - 1] == '<';
        return opens ? slash - 1 : -1;
    }

    private static boolean isAt(int start, String name, byte[] bytes) {
        for (int i = 0; i < name.length(); i++) {
            // The bit in which ASCII letters of both cases differ.
            if ((bytes[start + i] | 0x20) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the prefix begins, or the name when there is none. */
    private static int beforePrefix(byte[] bytes, int nameStart) {
        if (nameStart == 0 || bytes[nameStart - 1] != ':') {
            return nameStart;
        }
        int colon = nameStart - 1;
        int start = colon;
        while (start > 0 && colon - start < LONGEST_PREFIX && isOfName(bytes[start - 1])) {
            start--;
        }
        return start < colon ? start : nameStart;
    }

    private static boolean isOfName(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z'
                || b >= '0' && b <= '9'
                || b == '_'
                || b == '.'
                || b == '-';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }
}
