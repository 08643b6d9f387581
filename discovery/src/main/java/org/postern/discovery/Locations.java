// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads LOCATION by its form alone. Whether it leads somewhere safe is the control point's to
 * decide, who knows what it is about to do with it.
 */
final class Locations {
    /**
     * The scope is this machine's matter: a sender cannot know it and no URL may carry it (RFC 6874
     * section 3); the sender's address has it (quirk S14).
     */
    private static final Pattern SCOPE =
            Pattern.compile("(?<=\\[)([0-9a-fA-F:.]*+)%(?:25)?+([^\\[\\]]*+)(?=])");

    /** In full: 127.1 and 2130706433 are what some resolvers take for 127.0.0.1. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[.+]");

    private static final int HIGHEST_PORT = 65535;

    /** As texts show URLs. */
    private static final Pattern QUOTED = Pattern.compile("[\"'<]\\s*+(.*)[\"'>]");

    /** Scheme and authority, then the rest. */
    private static final Pattern PARTS =
            Pattern.compile("(http://[^/?#]++)(.*+)", Pattern.CASE_INSENSITIVE);

    /** What path and query may not contain (RFC 3986 section 3.3), and percent signs of no code. */
    private static final Pattern ILLEGAL =
            Pattern.compile("[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+|%(?![0-9A-Fa-f]{2})");

    /** Ten times the usual length; what is longer carries something else. */
    private static final int LONGEST = 1024;

    private Locations() {}

    /**
     * An absolute http URL with a host, or nothing. What surrounds it and what no URL may contain,
     * such as the blank in a file's name, is mended.
     */
    static Optional<URI> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return parsed(text)
                .or(() -> mended(text).flatMap(Locations::parsed))
                .filter(Locations::usable);
    }

    private static Optional<URI> parsed(String text) {
        try {
            boolean scoped = text.indexOf('%') >= 0;
            return Optional.of(new URI(scoped ? SCOPE.matcher(text).replaceFirst("$1") : text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> mended(String text) {
        Matcher quoted = QUOTED.matcher(text);
        Matcher parts = PARTS.matcher(quoted.matches() ? quoted.group(1).strip() : text);
        return parts.matches()
                ? Optional.of(parts.group(1) + encoded(parts.group(2)))
                : Optional.empty();
    }

    private static String encoded(String pathAndQuery) {
        return ILLEGAL.matcher(pathAndQuery)
                .replaceAll(
                        found ->
                                HexFormat.of()
                                        .withPrefix("%")
                                        .withUpperCase()
                                        .formatHex(found.group().getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean usable(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && uri.getPort() <= HIGHEST_PORT
                // Encoding made it longer.
                && uri.toString().length() <= LONGEST;
    }

    /** Whether the host is an address. */
    static boolean hasAddress(URI location) {
        return ADDRESS.matcher(location.getHost()).matches();
    }

    /** The scope that an administrator wrote into a URL for this machine, such as eth0. */
    static Optional<String> scope(String text) {
        Matcher matcher = SCOPE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
    }
}
