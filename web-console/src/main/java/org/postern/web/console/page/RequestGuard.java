// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses what another site has a browser send. Felix' web console has no guard of its own: a form of
 * any site could post to it in the name of who is logged in.
 */
final class RequestGuard {
    /** Sent by our script. A form cannot send it, and a script of another site may not. */
    static final String HEADER = "X-Postern-Request";

    private static final String SITE = "Sec-Fetch-Site";
    private static final String SAME_ORIGIN = "same-origin";

    private RequestGuard() {}

    /**
     * Why a request that changes something is refused.
     *
     * @param request any
     * @return one sentence; empty for one that our page sent
     */
    static Optional<String> refusal(PageRequest request) {
        if (request.header(HEADER).isEmpty()) {
            return Optional.of("The request lacks the header " + HEADER + ".");
        }
        Optional<String> site = request.header(SITE);
        Optional<String> origin = request.header("Origin");
        if (site.isPresent()) {
            // The browser itself says so, also behind a proxy that changes the host.
            return site.get().equals(SAME_ORIGIN)
                    ? Optional.empty()
                    : Optional.of("The request comes from another site.");
        }
        if (origin.isEmpty()) {
            return Optional.of("The request does not say which site it comes from.");
        }
        return isOf(origin.get(), request.header("Host").orElse(""))
                ? Optional.empty()
                : Optional.of("The request comes from another site: " + origin.get());
    }

    /** Whether another site asks for data. A person who follows a link is let in. */
    static boolean isForeignRead(PageRequest request) {
        return request.header(SITE)
                .filter(site -> !site.equals(SAME_ORIGIN) && !site.equals("none"))
                .isPresent();
    }

    /** RFC 6454 section 6.2: an origin is a URL without a path. */
    private static boolean isOf(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null
                    && !host.isEmpty()
                    && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
