// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

/** Cleans text from devices so that it is safe in terminals, logs and single lines. */
public final class DeviceText {
    private static final int MAX_LENGTH = 256;

    private DeviceText() {}

    /**
     * Removes terminal escapes and marks that turn the direction of writing, and blanks line
     * breaks. What is left is printable, and at most 256 characters long.
     */
    public static String clean(String fromDevice) {
        if (isPlain(fromDevice)) {
            return fromDevice.strip();
        }
        StringBuilder clean = new StringBuilder(Math.min(fromDevice.length(), MAX_LENGTH));
        fromDevice
                .codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(DeviceText::printable)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /** Whether there is nothing to remove, as in nearly all texts: printable ASCII. */
    private static boolean isPlain(String text) {
        boolean plain = text.length() <= MAX_LENGTH;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = text.charAt(i) >= ' ' && text.charAt(i) <= '~';
        }
        return plain;
    }

    private static boolean printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
