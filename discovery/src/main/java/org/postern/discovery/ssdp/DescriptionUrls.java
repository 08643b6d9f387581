// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

import org.postern.discovery.internal.address.UrlHost;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the URLs of descriptions, as in LOCATION. Only checks their form: whether an address is
 * safe to visit is decided by the control point.
 */
public final class DescriptionUrls {
    /** Written in full: some resolvers read 127.1 and 2130706433 as 127.0.0.1. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[.+]");

    private static final int HIGHEST_PORT = 65535;

    /** Ten times the usual length. */
    private static final int LONGEST = 1024;

    /** What only few URLs need. */
    private static final class Patterns {
        /**
         * A scope is only valid on the machine that uses it: a sender cannot know it and must not put
         * it into a URL (RFC 6874 section 3). The sender's address has it (quirk S14).
         */
        private static final Pattern SCOPE =
                Pattern.compile("(?<=\\[)([0-9a-fA-F:.]*+)%(?:25)?+([^\\[\\]]*+)(?=])");

        /** URLs in quotes or angle brackets. */
        private static final Pattern QUOTED = Pattern.compile("[\"'<]\\s*+(.*)[\"'>]");

        /** Scheme and authority, then the rest. */
        private static final Pattern PARTS =
                Pattern.compile("(http://[^/?#]++)(.*+)", Pattern.CASE_INSENSITIVE);

        /**
         * What path and query may not contain (RFC 3986 section 3.3), and percent signs that encode
         * nothing.
         */
        private static final Pattern ILLEGAL =
                Pattern.compile("[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+|%(?![0-9A-Fa-f]{2})");
    }

    private DescriptionUrls() {}

    /**
     * Reads an absolute http URL with a host; empty for anything else. Surrounding quotes are
     * removed, and characters that a URL must not contain, such as blanks, are encoded.
     */
    public static Optional<URI> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<URI> url = parsed(text);
        if (url.isEmpty()) {
            Optional<String> corrected = corrected(text);
            url = corrected.isEmpty() ? Optional.empty() : parsed(corrected.get());
        }
        return url.isPresent() && usable(url.get()) ? url : Optional.empty();
    }

    /**
     * Reads a URL whose host is a name with an underscore, which no URL may have, or is left out
     * before the port. Has a name that means nothing in its place.
     */
    static Optional<URI> readUnnamed(String text) {
        return text.length() > LONGEST
                ? Optional.empty()
                : read(
                        text.replaceFirst(
                                "(?i)^(http://)(?:[a-z0-9.-]*+_[a-z0-9._-]*+|(?=:))((?::[0-9]{1,5}+)?(?:/|$))",
                                "$1unnamed.invalid$2"));
    }

    private static Optional<URI> parsed(String text) {
        try {
            boolean scoped = text.indexOf('%') >= 0;
            return Optional.of(
                    new URI(scoped ? Patterns.SCOPE.matcher(text).replaceFirst("$1") : text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> corrected(String text) {
        Matcher quoted = Patterns.QUOTED.matcher(text);
        Matcher parts = Patterns.PARTS.matcher(quoted.matches() ? quoted.group(1).strip() : text);
        return parts.matches()
                ? Optional.of(parts.group(1) + encoded(parts.group(2)))
                : Optional.empty();
    }

    private static String encoded(String pathAndQuery) {
        return Patterns.ILLEGAL
                .matcher(pathAndQuery)
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
                // Once more, as encoding may have made it longer.
                && uri.toString().length() <= LONGEST;
    }

    /** Whether the host is an address and not a name. */
    public static boolean hasAddress(URI location) {
        return ADDRESS.matcher(location.getHost()).matches();
    }

    /**
     * A location whose host is an address: a name, or what some resolvers take for an address, is
     * replaced by the sender, the only host that a device can speak for (quirk S28). Names are
     * never looked up.
     */
    static Optional<URI> withAddress(URI location, InetAddress sender) {
        if (hasAddress(location)) {
            return Optional.of(location);
        }
        return location.getRawUserInfo() == null
                ? Optional.of(UrlHost.replaced(location, sender))
                : Optional.empty();
    }

    /** The scope in a URL that an administrator wrote for this machine, such as eth0. */
    public static Optional<String> scope(String text) {
        Matcher matcher = Patterns.SCOPE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
    }
}
