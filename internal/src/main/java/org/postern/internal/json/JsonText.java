// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.json;

import com.grack.nanojson.JsonWriter;

import org.jspecify.annotations.Nullable;

/** Writes a JSON document (RFC 8259) on one line. */
public final class JsonText {
    private JsonText() {}

    /**
     * The document as text. Everything beyond ASCII is escaped: so the document is the same in
     * every locale's encoding, and harmless on a terminal.
     *
     * @param value a map, list, string, number, boolean or null, or such in one another
     * @return ASCII text
     */
    public static String of(@Nullable Object value) {
        String json = JsonWriter.string(value);
        StringBuilder ascii = new StringBuilder(json.length());
        json.chars().forEach(unit -> append(ascii, unit));
        return ascii.toString();
    }

    private static void append(StringBuilder ascii, int unit) {
        if (unit < 0x7f) {
            ascii.append((char) unit);
        } else {
            ascii.append(String.format("\\u%04x", unit));
        }
    }
}
