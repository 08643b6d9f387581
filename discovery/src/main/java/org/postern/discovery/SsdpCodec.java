// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.discovery.SsdpHeaders.Name;
import org.postern.discovery.SsdpMessage.Kind;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads datagrams (UDA 1.1 sections 1.2 and 1.3) as devices really send them, which is not as the
 * standard says: nothing here refuses a message for its form (quirks S6 to S11, S25).
 */
final class SsdpCodec {
    private static final String HTTP = "HTTP/";
    private static final String BLANKS = " \t\f\u000b";

    /** What Java makes of bytes that are no UTF-8. */
    private static final char NO_CHARACTER = '\ufffd';

    /**
     * Blanks around the equals sign and quotes occur (S7), also another sign or none, or the number
     * alone; other directives may stand before. Possessive: how many blanks there are is up to the
     * sender.
     */
    private static final Pattern MAX_AGE =
            Pattern.compile(
                    "(?:max-?age\\s*+[=:]?\\s*+|^)[\"']?(\\d{1,10})", Pattern.CASE_INSENSITIVE);

    /** The way nearly all write it, which needs no pattern. */
    private static final String USUAL_MAX_AGE = "max-age=";

    private static final int MOST_USUAL = USUAL_MAX_AGE.length() + 10;

    /** The digits that surely fit into a long. */
    private static final int MOST_DIGITS = 18;

    private SsdpCodec() {}

    /** Reads the bytes between the buffer's position and limit. */
    static SsdpMessage read(ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        SsdpHeaders headers = new SsdpHeaders(text(bytes));
        Kind kind = kind(headers.startLine(), headers.value(Name.NTS));
        boolean searches = kind == Kind.ANSWER || kind == Kind.SEARCH;
        return new SsdpMessage(
                kind,
                target(headers, searches ? Name.ST : Name.NT),
                headers.value(Name.USN),
                headers.value(Name.LOCATION),
                maxAge(headers.value(Name.CACHE_CONTROL)),
                headers.value(Name.SERVER),
                number(headers.value(Name.BOOT_ID)),
                number(headers.value(Name.NEXT_BOOT_ID)),
                number(headers.value(Name.CONFIG_ID)));
    }

    /** UTF-8 as the standard says, or else what every sequence of bytes is. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(NO_CHARACTER) < 0
                ? text
                : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Some take ST and NT for each other; where both stand, the right one counts. */
    private static String target(SsdpHeaders headers, Name name) {
        String target = headers.value(name);
        return target.isEmpty() ? headers.value(name == Name.ST ? Name.NT : Name.ST) : target;
    }

    private static Kind kind(String startLine, String nts) {
        StringTokenizer words = new StringTokenizer(startLine.strip(), BLANKS);
        String first = words.hasMoreTokens() ? words.nextToken() : "";
        if (first.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            return words.hasMoreTokens() && words.nextToken().equals("200")
                    ? Kind.ANSWER
                    : Kind.OTHER;
        } else if (first.equalsIgnoreCase("M-SEARCH")) {
            return Kind.SEARCH;
        } else if (!first.equalsIgnoreCase("NOTIFY")) {
            return Kind.OTHER;
        }
        // Early devices put NTS in quotes.
        return switch (nts.replace("\"", "").toLowerCase(Locale.ROOT)) {
            case "ssdp:alive" -> Kind.ALIVE;
            case "ssdp:byebye" -> Kind.BYEBYE;
            case "ssdp:update" -> Kind.UPDATE;
            default -> Kind.OTHER;
        };
    }

    private static OptionalLong maxAge(String cacheControl) {
        if (cacheControl.startsWith(USUAL_MAX_AGE)) {
            OptionalLong usual = number(cacheControl.substring(USUAL_MAX_AGE.length()));
            if (usual.isPresent() && cacheControl.length() <= MOST_USUAL) {
                return usual;
            }
        }
        Matcher matcher = MAX_AGE.matcher(cacheControl);
        return matcher.find() ? number(matcher.group(1)) : OptionalLong.empty();
    }

    private static OptionalLong number(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalLong.of(number);
    }

    /**
     * Removes what could move a terminal's cursor or turn text around: controls (trailing NULs too,
     * S10), line and paragraph separators, and format characters such as bidi overrides.
     */
    static String clean(String text) {
        if (isPlain(text)) {
            return text.strip();
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(SsdpCodec::visible).forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Whether there is nothing to remove: printable ASCII, as nearly all messages are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
