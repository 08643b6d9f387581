// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The bytes of a body, which tell by themselves where a description, an answer to an action or an
 * event ends: routers count wrong (quirk D32), and then keep the connection open.
 */
final class HttpBody extends ByteArrayOutputStream {
    private static final Pattern START =
            Pattern.compile("(?i)<(?:[\\w.-]{1,40}:)?(?:root|envelope|propertyset)[\\s>]");

    private static final int HEAD = 1024;

    /** Blanks, zeros and garbage follow the document (quirks D3, D5, D6). */
    private static final int TAIL = 256;

    /** What a length is believed before the bytes are there; most bodies are shorter. */
    private static final int MOST_EXPECTED = 16 * 1024;

    /** Where the last end tag begins of those before {@link #searched}; negative if none does. */
    private int endTag = -1;

    private int searched;

    HttpBody() {
        super(1024);
    }

    /** Makes room, so that a body need not be copied as it grows. */
    void expect(long length) {
        if (count == 0 && length > buf.length && length <= MOST_EXPECTED) {
            buf = new byte[(int) length];
        }
    }

    /** Whether a whole document is there. No byte is looked at twice, however few come at once. */
    boolean documentEnds() {
        for (int i = Math.max(searched, count - TAIL); i < count; i++) {
            if (buf[i] == '>') {
                endTag = Math.max(endTag, EndTag.startOf(buf, i));
            }
        }
        searched = count;
        return endTag >= 0 && endTag >= count - TAIL;
    }

    /** Whether a document began and has not ended. */
    boolean looksCut() {
        return !documentEnds() && START.matcher(head()).find();
    }

    private String head() {
        return new String(buf, 0, Math.min(count, HEAD), StandardCharsets.ISO_8859_1);
    }
}
