// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

import org.postern.discovery.ssdp.SsdpHeaders.Name;
import org.postern.discovery.ssdp.SsdpMessage.Kind;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes searches, and reads messages (UDA 1.1 sections 1.2 and 1.3) as devices really send them.
 * No message is refused for its form (quirks S6 to S11, S25).
 */
public final class SsdpCodec {
    /**
     * Strict routers drop searches without MX even by unicast, where UDA 1.1 section 1.3.2 has none
     * (quirk S27).
     */
    private static final int UNICAST_MX = 1;

    /**
     * Must not contain "Microsoft": miniupnpd then pretends to be an IGD:1 (quirk D41). The number
     * is not the release's: a network need not know how old its clients are.
     */
    private static final String USER_AGENT =
            token("os.name") + "/" + token("os.version") + " UPnP/1.1 Postern/1";

    private static final String HTTP = "HTTP/";
    private static final String BLANKS = " \t\f\u000b";

    /** What Java decodes invalid UTF-8 to. */
    private static final char NO_CHARACTER = '\ufffd';

    /**
     * Blanks around the equals sign and quotes occur (quirk S7), also another sign or none, or the
     * number alone; other directives may come first. Possessive, since the sender chooses the
     * number of blanks.
     */
    private static final Pattern MAX_AGE =
            Pattern.compile(
                    "(?:max-?age\\s*+[=:]?\\s*+|^)[\"']?(\\d{1,10})", Pattern.CASE_INSENSITIVE);

    /** How nearly all devices write it; needs no pattern. */
    private static final String USUAL_MAX_AGE = "max-age=";

    private static final int MOST_USUAL = USUAL_MAX_AGE.length() + 10;

    /** Any number of so many digits fits into a long. */
    private static final int MOST_DIGITS = 18;

    private SsdpCodec() {}

    /**
     * Writes a search with the values of HOST, ST and MX, in seconds (UDA 1.1 section 1.3.2). One
     * that does not go to a group has an MX of 1.
     */
    public static byte[] search(String host, boolean multicast, String target, int mx) {
        String text =
                "M-SEARCH * HTTP/1.1\r\n"
                        + "HOST: "
                        + host
                        + "\r\n"
                        + "MAN: \"ssdp:discover\"\r\n"
                        + "MX: "
                        + (multicast ? mx : UNICAST_MX)
                        + "\r\n"
                        + "ST: "
                        + SsdpText.clean(target)
                        + "\r\n"
                        + "USER-AGENT: "
                        + USER_AGENT
                        + "\r\n"
                        + "\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String token(String property) {
        String text = System.getProperty(property, "").replaceAll("[^A-Za-z0-9._-]", "");
        return text.isEmpty() ? "unknown" : text;
    }

    /** Reads the bytes between the buffer's position and limit. */
    public static SsdpMessage read(ByteBuffer datagram) {
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

    /** UTF-8 as the standard says, otherwise ISO 8859-1, which any bytes are. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(NO_CHARACTER) < 0
                ? text
                : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Some devices confuse ST and NT; where both are present, the right one counts. */
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
}
