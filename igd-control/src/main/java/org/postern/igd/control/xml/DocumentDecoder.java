// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a document in the encoding that its first bytes show or declare (XML 1.0 appendix F), or
 * else in UTF-8.
 */
final class DocumentDecoder {
    /** How many bytes are searched for a declaration. */
    private static final int HEAD = 512;

    private static final int MAX_NAME = 40;
    private static final String ENCODING = "encoding";
    private static final String DECLARATION = "<?xml";

    private DocumentDecoder() {}

    static String decode(byte[] bytes) {
        Charset charset = charset(bytes);
        String text = new String(bytes, charset);
        boolean doubtful = charset.equals(StandardCharsets.UTF_8) && text.indexOf('\ufffd') >= 0;
        return doubtful ? decodeUtf8OrLatin1(bytes) : text;
    }

    /**
     * Takes the bytes that are not UTF-8 for ISO-8859-1, which is what is usually sent instead; the
     * rest of the document is decoded as UTF-8 all the same.
     */
    private static String decodeUtf8OrLatin1(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isMalformed()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (in.get() & 0xff));
            }
            result = decoder.reset().decode(in, out, true);
        }
        return out.flip().toString();
    }

    private static Charset charset(byte[] bytes) {
        int start = at(bytes, 0) << 8 | at(bytes, 1);
        if (start == 0xfeff || start == 0xfffe) {
            return StandardCharsets.UTF_16;
        } else if (start == 0xefbb && at(bytes, 2) == 0xbf) {
            // The mark is right where the declaration differs (quirk D2).
            return StandardCharsets.UTF_8;
        }
        int tag = 0;
        while (tag < HEAD && tag < bytes.length && bytes[tag] != '<') {
            tag++;
        }
        boolean even = tag % 2 == 0;
        if (even && at(bytes, tag + 1) == 0 && at(bytes, tag + 3) == 0) {
            return StandardCharsets.UTF_16LE;
        } else if (!even && at(bytes, tag - 1) == 0 && at(bytes, tag + 1) == 0) {
            return StandardCharsets.UTF_16BE;
        }
        int length = Math.min(HEAD, bytes.length);
        return named(declared(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)));
    }

    /** Negative beyond the end. */
    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xff : -1;
    }

    /** Empty where no encoding is declared. */
    private static String declared(String head) {
        int tag = head.indexOf('<');
        if (tag < 0 || !head.startsWith(DECLARATION, tag)) {
            return "";
        }
        int close = head.indexOf('>', tag);
        int end = close < 0 ? head.length() : close;
        int word = head.indexOf(ENCODING, tag);
        if (word < 0 || word > end) {
            return "";
        }
        int sign = skipBlanks(head, word + ENCODING.length(), end);
        int quote = skipBlanks(head, sign + 1, end);
        boolean given = quote < end && head.charAt(sign) == '=' && isQuote(head.charAt(quote));
        return given ? name(head, quote + 1, end) : "";
    }

    private static int skipBlanks(String head, int from, int end) {
        int at = from;
        while (at < end && head.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static String name(String head, int from, int end) {
        int at = from;
        while (at < end && at < from + MAX_NAME && !isQuote(head.charAt(at))) {
            at++;
        }
        return head.substring(from, at);
    }

    private static Charset named(String name) {
        if (name.isEmpty() || name.equalsIgnoreCase("utf-8")) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset named = Charset.forName(name);
            // The declaration was just read byte by byte, so it cannot be UTF-16 or EBCDIC.
            byte[] ascii = DECLARATION.getBytes(StandardCharsets.US_ASCII);
            boolean possible = new String(ascii, named).equals(DECLARATION);
            return possible ? named : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            // No name of an encoding, or of none that is known.
            return StandardCharsets.UTF_8;
        }
    }
}
