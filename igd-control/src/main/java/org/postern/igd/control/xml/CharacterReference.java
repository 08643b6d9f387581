// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

/** References to characters: the five entities that XML predefines, and numbers. No others. */
final class CharacterReference {
    static final int NONE = -1;

    /** Of what stands between "&amp;" and ";": {@code #1114111} and {@code #x10FFFF}. */
    static final int MAX_LENGTH = 8;

    private CharacterReference() {}

    /**
     * What is referred to.
     *
     * @param start behind "&amp;"
     * @param end of the ";", at most {@link #MAX_LENGTH} behind it
     * @return {@link #NONE} also where XML forbids the character
     */
    static int codePoint(char[] document, int start, int end) {
        if (document[start] != '#') {
            return named(new String(document, start, end - start));
        } else if (document[start + 1] == 'x') {
            return number(document, start + 2, end, 16);
        }
        return number(document, start + 1, end, 10);
    }

    /** XML 1.0, section 2.2. */
    static boolean isAllowed(int codePoint) {
        if (codePoint < ' ') {
            return codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        }
        return codePoint < Character.MIN_SURROGATE
                || codePoint > Character.MAX_SURROGATE && codePoint < 0xfffe
                || codePoint > 0xffff && codePoint <= Character.MAX_CODE_POINT;
    }

    private static int named(String name) {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> NONE;
        };
    }

    private static int number(char[] document, int start, int end, int radix) {
        if (start == end) {
            return NONE;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            char c = document[i];
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return NONE;
            }
            number = number * radix + digit;
        }
        return isAllowed(number) ? number : NONE;
    }
}
