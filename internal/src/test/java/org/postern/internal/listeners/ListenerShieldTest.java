// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.listeners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class ListenerShieldTest {
    private static final String NAME = "org.postern.internal.listeners.test";

    private final Logger log = Logger.getLogger(NAME);
    private final List<LogRecord> lines = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    lines.add(line);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        log.addHandler(handler);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void restore() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    private static void call(Runnable call) {
        ListenerShield.call(NAME, "The listener of a test", call);
    }

    @Test
    void listener_isCalled() {
        List<String> told = new ArrayList<>();
        call(() -> told.add("news"));

        assertEquals(List.of("news"), told);
        assertEquals(List.of(), lines);
    }

    @Test
    void exception_isLoggedWithItsTrace() {
        RuntimeException thrown = new IllegalStateException("broken");
        call(
                () -> {
                    throw thrown;
                });

        assertEquals("The listener of a test failed.", lines.get(0).getMessage());
        assertSame(thrown, lines.get(0).getThrown());
    }

    @Test
    void linkageError_ofAStoppedBundle_isLogged() {
        Error thrown = new NoClassDefFoundError("gone");
        call(
                () -> {
                    throw thrown;
                });

        assertSame(thrown, lines.get(0).getThrown());
    }
}
