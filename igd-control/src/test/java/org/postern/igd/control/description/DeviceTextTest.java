// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No name turns a terminal's colours, its lines or its direction of writing. */
class DeviceTextTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "FRITZ!Box 7590 (UI),FRITZ!Box 7590 (UI)",
                "  padded  ,padded",
                "R\u00f6uter \u5bb6 \uD83C\uDFE0,R\u00f6uter \u5bb6 \uD83C\uDFE0",
                "\u001b[31mred\u001b[0m,[31mred[0m",
                "\u009b2J\u0007bell\u007f,2Jbell",
                "\u001b]0;title\u0007,]0;title",
                "one\u2028two\u2029three,one two three",
                "\u202eesrever\u202c \u2066x\u2069 \u200fy,esrever x y",
                "zero\u200bwidth\ufeff,zerowidth",
                "lone\uD800half,lonehalf",
            })
    void names_stayReadableAndHarmless(String written, String shown) {
        assertEquals(shown, DeviceText.clean(written));
    }

    @Test
    void lineBreaks_areBlanks() {
        assertEquals("Home router", DeviceText.clean("Home\nrouter"));
    }

    @Test
    void length_isBounded() {
        assertEquals(256, DeviceText.clean("x".repeat(100_000)).length());
    }
}
