// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a response from bytes as they come (RFC 9112), forgiving what routers get wrong: lines
 * ended by LF alone, header lines that are none (quirk D34), HTTP/1.0 without a length (D31),
 * chunks (D33), and a length that is no number, too long or too short (D32): a document that has
 * not ended at the stated length is read on until it has, and one that has ended is not waited for
 * any longer.
 *
 * <p>Not safe for several threads.
 */
final class HttpResponseParser {
    /**
     * Descriptions of real devices stay below 64 KB. Not much more, since one host may hold as many
     * answers at once as it may have connections.
     */
    static final int MAX_BODY = 256 * 1024;

    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_LINE = 8 * 1024;

    /** Bytes of chunk headers per byte of the body: five are needed for chunks of one byte. */
    private static final int CHUNK_OVERHEAD = 8;

    /** Each costs more than its bytes; enough for any real description in chunks of one byte. */
    static final int MAX_CHUNKS = 64 * 1024;

    /** Digits of a number that is believed to be a length. */
    private static final int MAX_DIGITS = 12;

    private static final int MAX_CHUNK_DIGITS = 8;
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    private static final String VERSION = "HTTP/";

    private enum Part {
        STATUS,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        DONE
    }

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private final HttpBody body;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final boolean hasBody;

    private Part part = Part.STATUS;
    private int status;
    private int headBytes;
    private boolean chunked;
    private int chunks;

    /** Bytes of the body or of the current chunk still to come; negative for "until the end". */
    private long left = -1;

    private boolean lengthReached;

    /** Without a document none can come, so that it is not waited for (quirk D35). */
    HttpResponseParser(Optional<DocumentEnd> document) {
        this.body = new HttpBody(document);
        this.hasBody = document.isPresent();
    }

    /**
     * Takes what came. What came along with the last byte of a stated length belongs to the body.
     */
    void feed(ByteBuffer bytes) throws HttpFormatException {
        while (bytes.hasRemaining()) {
            switch (part) {
                case BODY -> take(bytes, bytes.remaining());
                case DONE -> takeSurplus(bytes);
                case CHUNK -> takeChunk(bytes);
                default -> takeLine(bytes);
            }
        }
    }

    /** The device closed the connection: what is there is what there is. */
    void end() throws HttpFormatException {
        if (part == Part.STATUS || part == Part.HEADERS) {
            throw new HttpFormatException(
                    headBytes == 0
                            ? "the connection was closed without an answer"
                            : "the answer ended within its headers");
        }
        part = Part.DONE;
    }

    boolean complete() {
        return part == Part.DONE || body.documentEnds();
    }

    /** Whether as much has come as was promised, though it does not look complete. */
    boolean lengthReached() {
        return lengthReached;
    }

    int status() {
        return status;
    }

    /** By name, in any case; of repeated ones the first. */
    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body.toByteArray();
    }

    private void take(ByteBuffer bytes, int count) throws HttpFormatException {
        if (body.size() + count > MAX_BODY) {
            throw new HttpFormatException("the answer is longer than " + MAX_BODY + " bytes");
        }
        body.write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
        bytes.position(bytes.position() + count);
        if (part == Part.BODY && left >= 0) {
            left -= count;
            if (left <= 0) {
                lengthReached = true;
                left = -1;
                part = body.looksCut() ? Part.BODY : Part.DONE;
            }
        }
    }

    private void takeSurplus(ByteBuffer bytes) throws HttpFormatException {
        if (chunked) {
            // Trailers, which nobody needs.
            bytes.position(bytes.limit());
        } else {
            take(bytes, bytes.remaining());
        }
    }

    private void takeChunk(ByteBuffer bytes) throws HttpFormatException {
        int count = (int) Math.min(left, bytes.remaining());
        take(bytes, count);
        left -= count;
        if (left == 0) {
            part = Part.CHUNK_END;
        }
    }

    private void takeLine(ByteBuffer bytes) throws HttpFormatException {
        byte[] array = bytes.array();
        int start = bytes.arrayOffset() + bytes.position();
        int limit = bytes.arrayOffset() + bytes.limit();
        int end = start;
        while (end < limit && array[end] != '\n') {
            end++;
        }
        boolean whole = end < limit;
        int taken = end - start + (whole ? 1 : 0);
        bytes.position(bytes.position() + taken);
        headBytes += taken;
        // Chunk headers count too: a chunk of one byte must not come with endless extensions.
        if (line.size() + taken > MAX_LINE || headBytes > MAX_HEAD + CHUNK_OVERHEAD * body.size()) {
            throw new HttpFormatException("the answer's headers are too long");
        }
        line.write(array, start, end - start);
        if (whole) {
            String text = line.toString(StandardCharsets.ISO_8859_1);
            line.reset();
            onLine(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
    }

    private void onLine(String text) throws HttpFormatException {
        switch (part) {
            case STATUS -> onStatusLine(text);
            case HEADERS -> onHeader(text);
            case CHUNK_SIZE -> onChunkSize(text);
            case CHUNK_END -> part = Part.CHUNK_SIZE;
            default -> throw new IllegalStateException(part.toString());
        }
    }

    private void onStatusLine(String text) throws HttpFormatException {
        if (text.isBlank()) {
            return;
        }
        String words = text.strip();
        int code = skip(words, skip(words, 0, false), true);
        int end = skip(words, code, false);
        String number = words.substring(code, end);
        if (!words.regionMatches(true, 0, VERSION, 0, VERSION.length())
                || number.length() != 3
                || number.charAt(0) == '0'
                || !isNumber(number, 3, DECIMAL)) {
            throw new HttpFormatException("the answer is no HTTP");
        }
        status = Integer.parseInt(number);
        part = Part.HEADERS;
    }

    /** Behind blanks, or behind all else. */
    private static int skip(String words, int start, boolean blanks) {
        int at = start;
        while (at < words.length() && isBlank(words.charAt(at)) == blanks) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isNumber(String text, int mostDigits, int radix) {
        for (int i = 0; i < text.length(); i++) {
            // Of ASCII alone, unlike Character.digit.
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= mostDigits;
    }

    private void onHeader(String text) throws HttpFormatException {
        if (text.isEmpty()) {
            onHeadersEnd();
            return;
        }
        int colon = text.indexOf(':');
        String name = text.substring(0, Math.max(colon, 0)).strip();
        String value = text.substring(colon + 1).strip();
        if (!name.isEmpty()) {
            headers.putIfAbsent(name, value);
        }
        if (name.equalsIgnoreCase("content-length") && isNumber(value, MAX_DIGITS, DECIMAL)) {
            // A length beyond the bound is wrong, such as -1 printed without its sign.
            long length = Long.parseLong(value);
            left = length > MAX_BODY ? -1 : length;
        } else if (name.equalsIgnoreCase("transfer-encoding")) {
            chunked = value.toLowerCase(Locale.ROOT).contains("chunked");
        }
    }

    private void onHeadersEnd() throws HttpFormatException {
        if (status < 200) {
            part = Part.STATUS;
            left = -1;
            chunked = false;
            headers.clear();
        } else if (!hasBody) {
            part = Part.DONE;
        } else if (chunked) {
            part = Part.CHUNK_SIZE;
        } else if (left == 0 || status == 204 || status == 304) {
            part = Part.DONE;
        } else {
            part = Part.BODY;
            body.expect(left);
        }
    }

    private void onChunkSize(String text) throws HttpFormatException {
        String size = text.split(";", 2)[0].strip();
        if (!isNumber(size, MAX_CHUNK_DIGITS, HEXADECIMAL)) {
            throw new HttpFormatException("the answer's chunks are malformed");
        }
        chunks++;
        if (chunks > MAX_CHUNKS) {
            throw new HttpFormatException("the answer has too many chunks");
        }
        left = Long.parseLong(size, HEXADECIMAL);
        part = left == 0 ? Part.DONE : Part.CHUNK;
    }
}
