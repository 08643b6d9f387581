package org.postern.discovery;

import org.postern.discovery.SsdpMessage.Kind;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads datagrams (UDA 1.1 sections 1.2 and 1.3) as devices really send them, which is not as the
 * standard says: nothing here refuses a message for its form (quirks S6 to S11, S25).
 */
final class SsdpCodec {
    /** Some end lines by LF or CR only, or double the CR (S11). */
    private static final Pattern LINE_END = Pattern.compile("\r*\n|\r+");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Blanks around the equals sign and quotes occur (S7); other directives may stand before. */
    private static final Pattern MAX_AGE =
            Pattern.compile("max-age\\s*=\\s*\"?(\\d{1,10})", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private SsdpCodec() {}

    /** Reads the bytes between the buffer's position and limit. */
    static SsdpMessage read(ByteBuffer datagram) {
        String[] lines = LINE_END.split(StandardCharsets.UTF_8.decode(datagram).toString().strip());
        Map<String, String> headers = headers(lines);
        Kind kind = kind(lines[0], headers.getOrDefault("NTS", ""));
        String target = headers.getOrDefault(kind == Kind.ANSWER ? "ST" : "NT", "");
        return new SsdpMessage(
                kind,
                kind == Kind.SEARCH ? headers.getOrDefault("ST", "") : target,
                headers.getOrDefault("USN", ""),
                headers.getOrDefault("LOCATION", ""),
                maxAge(headers.getOrDefault("CACHE-CONTROL", "")),
                headers.getOrDefault("SERVER", ""),
                number(headers.getOrDefault("BOOTID.UPNP.ORG", "")),
                number(headers.getOrDefault("NEXTBOOTID.UPNP.ORG", "")));
    }

    /** Names in any case (S6), with an underscore for the hyphen (D-Link); the first one counts. */
    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length && !lines[i].isBlank(); i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).strip().toUpperCase(Locale.ROOT);
                headers.putIfAbsent(name.replace('_', '-'), clean(lines[i].substring(colon + 1)));
            }
        }
        return headers;
    }

    private static Kind kind(String startLine, String nts) {
        String[] words = BLANKS.split(startLine.strip().toUpperCase(Locale.ROOT));
        if (words[0].startsWith("HTTP/")) {
            return words.length > 1 && words[1].equals("200") ? Kind.ANSWER : Kind.OTHER;
        }
        return switch (words[0]) {
            case "M-SEARCH" -> Kind.SEARCH;
            // Early devices put NTS in quotes.
            case "NOTIFY" ->
                    switch (nts.replace("\"", "").toLowerCase(Locale.ROOT)) {
                        case "ssdp:alive" -> Kind.ALIVE;
                        case "ssdp:byebye" -> Kind.BYEBYE;
                        case "ssdp:update" -> Kind.UPDATE;
                        default -> Kind.OTHER;
                    };
            default -> Kind.OTHER;
        };
    }

    private static OptionalLong maxAge(String cacheControl) {
        Matcher matcher = MAX_AGE.matcher(cacheControl);
        return matcher.find() ? number(matcher.group(1)) : OptionalLong.empty();
    }

    private static OptionalLong number(String text) {
        return NUMBER.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /**
     * Removes what could move a terminal's cursor or turn text around: controls (trailing NULs too,
     * S10), line and paragraph separators, and format characters such as bidi overrides.
     */
    static String clean(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(SsdpCodec::visible).forEach(kept::appendCodePoint);
        return kept.toString().strip();
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
