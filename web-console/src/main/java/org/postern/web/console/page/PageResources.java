// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of the page, out of this bundle. */
final class PageResources {
    static final String SCRIPT = "/postern.js";
    static final String STYLE = "/postern.css";

    private PageResources() {}

    /**
     * A file.
     *
     * @param path below the page, of one that is there
     */
    static String read(String path) {
        String name = path.substring(1);
        try (InputStream in = PageResources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The bundle lacks its file " + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
