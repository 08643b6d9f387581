// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a document's encoding (XML 1.0 appendix F); what is neither marked nor declared is UTF-8.
 */
final class XmlDecoder {
    private static final int SNIFFED = 512;
    private static final Pattern DECLARED =
            Pattern.compile(
                    "^[^<]{0,99}<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})");

    private XmlDecoder() {}

    static String decode(byte[] bytes) {
        Charset charset = charset(bytes);
        String text = new String(bytes, charset);
        boolean doubtful = charset.equals(StandardCharsets.UTF_8) && text.indexOf('\ufffd') >= 0;
        return doubtful ? Utf8OrLatin1.decode(bytes) : text;
    }

    private static Charset charset(byte[] bytes) {
        int start = at(bytes, 0) << 8 | at(bytes, 1);
        if (start == 0xfeff || start == 0xfffe) {
            return StandardCharsets.UTF_16;
        } else if (start == 0xefbb && at(bytes, 2) == 0xbf) {
            // The mark is right where the declaration says something else.
            return StandardCharsets.UTF_8;
        }
        int tag = 0;
        while (tag < SNIFFED && tag < bytes.length && bytes[tag] != '<') {
            tag++;
        }
        boolean even = tag % 2 == 0;
        if (even && at(bytes, tag + 1) == 0 && at(bytes, tag + 3) == 0) {
            return StandardCharsets.UTF_16LE;
        } else if (!even && at(bytes, tag - 1) == 0 && at(bytes, tag + 1) == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return declared(bytes);
    }

    /** Negative beyond the end. */
    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xff : -1;
    }

    private static Charset declared(byte[] bytes) {
        int sniffed = Math.min(SNIFFED, bytes.length);
        Matcher declaration =
                DECLARED.matcher(new String(bytes, 0, sniffed, StandardCharsets.ISO_8859_1));
        if (!declaration.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset named = Charset.forName(declaration.group(1));
            // A declaration that could be read byte by byte belies UTF-16 and EBCDIC.
            String sample = "<?xml";
            byte[] ascii = sample.getBytes(StandardCharsets.US_ASCII);
            boolean possible = new String(ascii, named).equals(sample);
            return possible ? named : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
