// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param contentType with the character set, UTF-8
 * @param body text
 */
public record PageResponse(int status, String contentType, String body) {
    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int UNPROCESSABLE = 422;
    static final int UNAVAILABLE = 503;

    private static final String CHARSET = ";charset=utf-8";

    /** Nothing is guessed, stored, shown in another site's page or read by its scripts. */
    private static final Map<String, String> HEADERS =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "Cache-Control", "no-store",
                    "Cross-Origin-Resource-Policy", "same-origin");

    static PageResponse html(String body) {
        return new PageResponse(OK, "text/html" + CHARSET, body);
    }

    static PageResponse json(int status, String body) {
        return new PageResponse(status, "application/json" + CHARSET, body);
    }

    static PageResponse text(int status, String type, String body) {
        return new PageResponse(status, type + CHARSET, body);
    }

    /** The headers of every response. */
    public Map<String, String> headers() {
        return HEADERS;
    }
}
