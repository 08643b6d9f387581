// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.web.console.actions.UnusableRequest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the body of a POST. */
final class FormBody {
    /** All parameters of an action together need less than a tenth of it. */
    static final int MAX_BYTES = 8 * 1024;

    private static final String TYPE = "application/x-www-form-urlencoded";

    private FormBody() {}

    /**
     * The parameters.
     *
     * @param request a POST
     * @return by their names
     * @throws UnusableRequest when it is of another type, is too long or has a parameter twice
     * @throws IOException when it cannot be read
     */
    static Map<String, String> read(PageRequest request) throws UnusableRequest, IOException {
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals(TYPE)) {
            throw new UnusableRequest("The body must be of the type " + TYPE + ".");
        }
        return parse(text(request.body()));
    }

    private static String text(InputStream body) throws UnusableRequest, IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new UnusableRequest("The body is longer than " + MAX_BYTES + " bytes.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, String> parse(String text) throws UnusableRequest {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String each : text.split("&")) {
            if (!each.isEmpty()) {
                String[] parts = each.split("=", 2);
                String name = decoded(parts[0]);
                if (parameters.put(name, parts.length > 1 ? decoded(parts[1]) : "") != null) {
                    throw new UnusableRequest("A parameter is there twice.");
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws UnusableRequest {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnusableRequest("A parameter is not URL-encoded.");
        }
    }
}
