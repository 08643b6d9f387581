package org.postern.igd.control.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The bytes of a body, which tell by themselves where a description or an answer to an action ends:
 * routers count wrong (quirk D32), and then keep the connection open.
 */
final class HttpBody extends ByteArrayOutputStream {
    private static final Pattern START =
            Pattern.compile("(?i)<(?:[\\w.-]{1,40}:)?(?:root|envelope)[\\s>]");
    private static final Pattern END =
            Pattern.compile("(?i)</(?:[\\w.-]{1,40}:)?(?:root|envelope)\\s{0,8}>");

    private static final int HEAD = 1024;

    /** Blanks, zeros and garbage follow the document (quirks D3, D5, D6). */
    private static final int TAIL = 256;

    HttpBody() {
        super(1024);
    }

    /** Whether a whole document is there. */
    boolean documentEnds() {
        int length = Math.min(count, TAIL);
        return END.matcher(text(count - length, length)).find();
    }

    /** Whether a document began and has not ended. */
    boolean looksCut() {
        return START.matcher(text(0, Math.min(count, HEAD))).find() && !documentEnds();
    }

    private String text(int from, int length) {
        return new String(buf, from, length, StandardCharsets.ISO_8859_1);
    }
}
