// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.server;

import com.sun.net.httpserver.Headers;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a request may have what it asks for. */
final class LocalAccess {
    private static final String TOKEN = "token=";
    private static final String BEARER = "bearer ";

    /** Its own port (RFC 9110 section 4.2.1). */
    private static final int HTTP = 80;

    private final int port;
    private final Set<String> hosts;
    private final String metricsToken;
    private final AccessTokens tokens;

    /** For a server on this port. */
    LocalAccess(int port, String metricsToken, AccessTokens tokens) {
        this.port = port;
        hosts = new HashSet<>(Set.of("127.0.0.1:" + port, "localhost:" + port));
        if (port == HTTP) {
            // Browsers leave it out.
            hosts.addAll(Set.of("127.0.0.1", "localhost"));
        }
        this.metricsToken = metricsToken;
        this.tokens = tokens;
    }

    /** Where the page opens for the next browser. */
    URI page() {
        return URI.create("http://127.0.0.1:" + port + base() + "?" + TOKEN + tokens.token());
    }

    URI metrics() {
        return URI.create("http://127.0.0.1:" + port + LocalHandler.METRICS);
    }

    /** The path of the page. */
    String base() {
        return tokens.path();
    }

    /**
     * What is asked for below the page.
     *
     * @param path of a request
     * @return empty text for the page itself, with or without a slash; nothing for a path elsewhere
     */
    Optional<String> below(String path) {
        int length = base().length();
        boolean below =
                path.length() >= length
                        && AccessTokens.equal(path.substring(0, length), base())
                        && (path.length() == length || path.charAt(length) == '/');
        if (!below) {
            return Optional.empty();
        }
        String rest = path.substring(length);
        return Optional.of(rest.equals("/") ? "" : rest);
    }

    /**
     * Whether the browser knows that it speaks to this machine. A site can have its own name lead to
     * 127.0.0.1, and its scripts read what they get from there.
     */
    boolean namesThisHost(URI target, Headers headers) {
        String authority = target.getRawAuthority();
        if (authority != null && !isThisHost(authority)) {
            return false;
        }
        List<String> given = headers.getOrDefault("Host", List.of());
        return given.size() == 1 && isThisHost(given.get(0));
    }

    private boolean isThisHost(String authority) {
        return hosts.contains(authority.toLowerCase(Locale.ROOT));
    }

    boolean mayReadMetrics(Headers headers) {
        String given = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        return given.toLowerCase(Locale.ROOT).startsWith(BEARER)
                && AccessTokens.equal(given.substring(BEARER.length()).strip(), metricsToken);
    }

    /**
     * Admits a browser that has the token of the page, but for what another site has it ask.
     *
     * @param query of its request
     * @return the cookie that it is to keep
     */
    Optional<String> admit(@Nullable String query, Headers headers) {
        String site = Optional.ofNullable(headers.getFirst("Sec-Fetch-Site")).orElse("none");
        if (query == null || !query.startsWith(TOKEN) || site.endsWith("-site")) {
            return Optional.empty();
        }
        return tokens.redeem(query.substring(TOKEN.length()))
                .map(
                        session ->
                                name()
                                        + session
                                        + "; Path="
                                        + base()
                                        + "; HttpOnly; SameSite=Strict");
    }

    boolean isAdmitted(Headers headers) {
        for (String each : headers.getOrDefault("Cookie", List.of())) {
            for (String cookie : each.split(";")) {
                String given = cookie.strip();
                if (given.startsWith(name())
                        && tokens.isSession(given.substring(name().length()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Browsers send a cookie to all ports of a host (RFC 6265 section 8.5), but below its path alone. */
    private String name() {
        return "postern-" + port + "=";
    }
}
