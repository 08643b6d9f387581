// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of a body, and whether the document that is expected in it has ended. */
final class HttpBody extends ByteArrayOutputStream {
    private static final int HEAD = 1024;

    /** Blanks, zeros and garbage follow the document (quirks D3, D5, D6). */
    private static final int TAIL = 256;

    /** What a length is believed before the bytes are there; most bodies are shorter. */
    private static final int MOST_EXPECTED = 16 * 1024;

    private final Optional<DocumentEnd> document;

    /** Where the last end tag begins of those before {@link #searched}; negative if none does. */
    private int endTag = -1;

    private int searched;

    /** Empty for no document. */
    HttpBody(Optional<DocumentEnd> document) {
        super(1024);
        this.document = document;
    }

    /** Makes room, so that a body need not be copied as it grows. */
    void expect(long length) {
        if (count == 0 && length > buf.length && length <= MOST_EXPECTED) {
            buf = new byte[(int) length];
        }
    }

    /** Whether a whole document is there. No byte is looked at twice, however few come at once. */
    boolean documentEnds() {
        return document.isPresent() && endsWith(document.get());
    }

    private boolean endsWith(DocumentEnd end) {
        for (int i = Math.max(searched, count - TAIL); i < count; i++) {
            if (buf[i] == '>') {
                endTag = Math.max(endTag, end.startOf(buf, i));
            }
        }
        searched = count;
        return endTag >= 0 && endTag >= count - TAIL;
    }

    /** Whether a document began and has not ended. */
    boolean looksCut() {
        return !documentEnds() && document.filter(each -> each.beginsIn(head())).isPresent();
    }

    private String head() {
        return new String(buf, 0, Math.min(count, HEAD), StandardCharsets.ISO_8859_1);
    }
}
