// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

/**
 * Recognizes the end of a description, {@code </root>}, of an answer to an action, {@code
 * </s:Envelope>}, and of an event, {@code </e:propertyset>}, in any case and with any prefix. From
 * behind and byte by byte, since each response is looked through for it: with a regular expression
 * that took most of the time.
 */
final class EndTag {
    private static final String[] NAMES = {"root", "envelope", "propertyset"};
    private static final int LONGEST_PREFIX = 40;
    private static final int MOST_BLANKS = 8;

    private EndTag() {}

    /** Where such a tag begins that ends here, at a "&gt;"; negative when none does. */
    static int startOf(byte[] bytes, int end) {
        int nameEnd = end;
        while (nameEnd > 0 && end - nameEnd < MOST_BLANKS && isBlank(bytes[nameEnd - 1])) {
            nameEnd--;
        }
        for (String name : NAMES) {
            int start = nameEnd - name.length();
            if (start >= 0 && isAt(start, name, bytes)) {
                int slash = beforePrefix(bytes, start) - 1;
                boolean opens = slash >= 1 && bytes[slash] == '/' && bytes[slash - 1] == '<';
                return opens ? slash - 1 : -1;
            }
        }
        return -1;
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
