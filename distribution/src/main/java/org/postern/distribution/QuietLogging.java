// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Keeps java.util.logging silent on the terminal below WARNING, one line each. Named as a system
 * property, so that logging is not even loaded in a run that logs nothing.
 */
public final class QuietLogging {
    private static final String CLASS_PROPERTY = "java.util.logging.config.class";
    private static final String FILE_PROPERTY = "java.util.logging.config.file";

    private static final String CONFIGURATION =
            """
            handlers = java.util.logging.ConsoleHandler
            .level = INFO
            java.util.logging.ConsoleHandler.level = WARNING
            java.util.logging.SimpleFormatter.format = %4$s: %5$s%n
            """;

    /** Called by {@link LogManager} when logging is first used. */
    public QuietLogging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(
                        new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)));
    }

    /** Names this class as the configuration, unless the user has named one. */
    static void arrange() {
        if (System.getProperty(FILE_PROPERTY) == null
                && System.getProperty(CLASS_PROPERTY) == null) {
            System.setProperty(CLASS_PROPERTY, QuietLogging.class.getName());
        }
    }
}
