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
        return new String(bytes, charset(bytes));
    }

    private static Charset charset(byte[] bytes) {
        int start = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        return switch (start) {
            case 0xfeff, 0xfffe -> StandardCharsets.UTF_16;
            case '<' -> StandardCharsets.UTF_16BE;
            case '<' << 8 -> StandardCharsets.UTF_16LE;
            default -> declared(bytes);
        };
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
