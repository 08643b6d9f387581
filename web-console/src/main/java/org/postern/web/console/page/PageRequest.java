// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.Optional;

/**
 * A request for the page or for a part of it.
 *
 * @param method such as {@code GET}
 * @param path below the page: empty for the page, or such as {@code /postern.js}
 * @param base the path of the page, without a slash at its end
 * @param headers of the request
 * @param body what was sent; read by who needs it
 */
public record PageRequest(
        String method, String path, String base, Headers headers, InputStream body) {

    /** The headers of a request. */
    @FunctionalInterface
    public interface Headers {
        /**
         * The value of a header.
         *
         * @param name in any case
         * @return null when the request has none of that name
         */
        @Nullable String get(String name);
    }

    /** The value of a header. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
