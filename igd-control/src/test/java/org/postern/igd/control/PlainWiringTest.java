// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URL;
import java.net.URLClassLoader;

/** What a control point in plain Java finds by the service loader. */
class PlainWiringTest {
    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    @BeforeEach
    void anApplicationServer() {
        thread.setContextClassLoader(
                new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader()));
    }

    @AfterEach
    void none() {
        thread.setContextClassLoader(before);
    }

    @Test
    void discovery_isFoundThoughTheContextClassLoaderDoesNotSeeIt() {
        try (PlainWiring parts = new PlainWiring()) {
            assertFalse(parts.sources().isEmpty());
        }
    }
}
