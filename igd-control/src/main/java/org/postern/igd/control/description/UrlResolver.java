// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves the URLs of a description (RFC 3986 section 5.2). {@link URI#resolve} is not used
 * because it loses the last path segment before a bare query (quirk D18) and takes the colon of
 * {@code uuid:…} for a scheme (D20).
 */
final class UrlResolver {
    private static final Pattern ABSOLUTE = Pattern.compile("(?s)[a-zA-Z][a-zA-Z0-9+.-]*://.*");
    private static final Pattern BARE_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern UNUSUAL =
            Pattern.compile("[A-Za-z0-9.-]*+_[A-Za-z0-9._-]*+(?::[0-9]{1,5})?|:[0-9]{1,5}");
    private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";
    private static final int MAX_LENGTH = 2048;

    private UrlResolver() {}

    /** Empty when the reference is blank, too long or no URL at all. */
    static Optional<URI> resolve(URI base, String reference) {
        String text = reference.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String url = absolute(base, encode(text));
            // A long base would otherwise be repeated in every URL that is kept.
            if (url.length() > MAX_LENGTH) {
                return Optional.empty();
            }
            URI resolved = URI.create(url);
            return resolved.getHost() == null ? atBase(base, resolved) : Optional.of(resolved);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * A device that calls itself by a name with an underscore, which no URL may have, or leaves its
     * name out before the port, is where its description is (quirk S28).
     */
    private static Optional<URI> atBase(URI base, URI unnamed) {
        String authority = Objects.requireNonNullElse(unnamed.getRawAuthority(), "");
        if (!UNUSUAL.matcher(authority).matches()) {
            return Optional.empty();
        }
        String port = authority.replaceFirst("[^:]*", "");
        String query = unnamed.getRawQuery() == null ? "" : "?" + unnamed.getRawQuery();
        return Optional.of(
                URI.create(
                        unnamed.getScheme()
                                + "://"
                                + base.getHost()
                                + port
                                + unnamed.getRawPath()
                                + query));
    }

    private static String absolute(URI base, String text) {
        String authority = base.getScheme() + "://" + base.getRawAuthority();
        String basePath = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        if (text.startsWith("//" + base.getRawAuthority() + "/")) {
            return base.getScheme() + ":" + text;
        } else if (text.startsWith("//")) {
            // Three of the base's four parts are replaced, which a router never means: "//ctl" is a
            // slash too many (quirk D15).
            return authority + removeDots(text.substring(1));
        } else if (text.startsWith("/")) {
            return authority + removeDots(text);
        } else if (text.startsWith("?")) {
            return authority + basePath + text;
        } else if (ABSOLUTE.matcher(text).matches()) {
            return text;
        }
        return authority + removeDots(basePath.substring(0, basePath.lastIndexOf('/') + 1) + text);
    }

    private static String removeDots(String pathAndQuery) {
        int query = pathAndQuery.indexOf('?');
        String path = query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
        if (!path.contains("/.")) {
            return pathAndQuery;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                if (kept.size() > 1) {
                    kept.removeLast();
                }
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String last = segments[segments.length - 1];
        String tail = last.equals(".") || last.equals("..") ? "/" : "";
        return String.join("/", kept) + tail + (query < 0 ? "" : pathAndQuery.substring(query));
    }

    /** Percent-encodes what no URL may contain; what is encoded already stays. */
    private static String encode(String text) {
        if (isLegal(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isLegal(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return BARE_PERCENT.matcher(encoded).replaceAll("%25");
    }

    /** Without percent signs, which may stand alone. */
    private static boolean isLegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text.charAt(i)) || text.charAt(i) == '%') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLegal(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0);
    }
}
