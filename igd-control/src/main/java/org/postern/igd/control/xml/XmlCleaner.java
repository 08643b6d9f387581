package org.postern.igd.control.xml;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what routers send into text that a strict XML reader can take. */
final class XmlCleaner {
    private static final Pattern ENCODING =
            Pattern.compile("^[^<]{0,8}<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})");
    private static final Pattern REFERENCE =
            Pattern.compile("(?:amp|lt|gt|quot|apos|#(?:[0-9]{1,7}|x[0-9a-fA-F]{1,6}));");
    private static final int SNIFFED = 256;

    private XmlCleaner() {}

    /** Starts at the first "<": blanks and byte order marks come before it (quirks D1, D2). */
    static String clean(byte[] bytes) throws XmlFormatException {
        String raw = new String(bytes, charset(bytes));
        int start = raw.indexOf('<');
        if (start < 0) {
            throw new XmlFormatException(
                    raw.isBlank() ? "the document is empty" : "the document is no XML");
        }
        refuseForeign(raw, start);
        return repair(raw, start);
    }

    private static void refuseForeign(String raw, int start) throws XmlFormatException {
        if (startsWith(raw, start, "<html") || startsWith(raw, start, "<!DOCTYPE html")) {
            throw new XmlFormatException("the document is an HTML page");
        }
        if (raw.contains("<!DOCTYPE") || raw.contains("<!ENTITY")) {
            throw new XmlFormatException("the document has a DTD, which is not read for safety");
        }
    }

    private static boolean startsWith(String raw, int start, String prefix) {
        return raw.regionMatches(true, start, prefix, 0, prefix.length());
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff
                || bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return StandardCharsets.UTF_16;
        }
        int sniffed = Math.min(SNIFFED, bytes.length);
        Matcher declared =
                ENCODING.matcher(new String(bytes, 0, sniffed, StandardCharsets.ISO_8859_1));
        try {
            Charset named =
                    declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
            // A declaration that could be read byte by byte belies every wider encoding.
            return named.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : named;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Blanks what XML forbids (quirk D4) and escapes a bare "&" (quirk D7). */
    private static String repair(String raw, int start) {
        StringBuilder clean = new StringBuilder(raw.length() - start + 16);
        Matcher reference = REFERENCE.matcher(raw);
        for (int at = start; at < raw.length(); at++) {
            char next = raw.charAt(at);
            if (next == '&') {
                reference.region(at + 1, raw.length());
                if (reference.lookingAt() && refersToText(reference.group())) {
                    clean.append('&');
                } else {
                    clean.append("&amp;");
                }
            } else {
                clean.append(allowed(next) ? next : ' ');
            }
        }
        return clean.toString();
    }

    private static boolean refersToText(String reference) {
        if (!reference.startsWith("#")) {
            return true;
        }
        String number = reference.substring(1, reference.length() - 1);
        int code =
                number.startsWith("x")
                        ? Integer.parseInt(number.substring(1), 16)
                        : Integer.parseInt(number);
        return code <= 0xffff ? allowed((char) code) && !Character.isSurrogate((char) code)
                : code <= Character.MAX_CODE_POINT;
    }

    private static boolean allowed(char c) {
        return c >= ' ' && c < '\ufffe' || c == '\t' || c == '\n' || c == '\r';
    }
}
