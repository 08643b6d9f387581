// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.jspecify.annotations.Nullable;

/**
 * Where a request to the web console leads.
 *
 * @param base the path of our page, such as {@code /system/console/postern}
 * @param below what is asked for below it: empty, or such as {@code /postern.js}
 */
record ConsolePath(String base, String below) {
    /** The last part of the page's path. */
    static final String LABEL = "postern";

    /**
     * Takes a request apart.
     *
     * @param uri the path of the request
     * @param info the part of it that comes after the console's own, as the servlet API has it
     */
    static ConsolePath of(String uri, @Nullable String info) {
        String label = "/" + LABEL;
        String path = info == null ? "" : info;
        String below = path.startsWith(label) ? path.substring(label.length()) : path;
        String base = uri.endsWith(below) ? uri.substring(0, uri.length() - below.length()) : uri;
        return new ConsolePath(base, below);
    }
}
