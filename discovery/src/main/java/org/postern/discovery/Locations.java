package org.postern.discovery;

import java.net.URI;
import java.net.URISyntaxException;
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
            Pattern.compile("(?<=\\[)([0-9a-fA-F:.]*)%(?:25)?([^\\]]*)(?=])");

    /** In full: 127.1 and 2130706433 are what some resolvers take for 127.0.0.1. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[.+]");

    private static final int HIGHEST_PORT = 65535;

    private Locations() {}

    /** An absolute http URL with a host, or nothing. */
    static Optional<URI> read(String text) {
        try {
            boolean scoped = text.indexOf('%') >= 0;
            URI uri = new URI(scoped ? SCOPE.matcher(text).replaceFirst("$1") : text);
            boolean usable =
                    "http".equalsIgnoreCase(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getPort() <= HIGHEST_PORT;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
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
