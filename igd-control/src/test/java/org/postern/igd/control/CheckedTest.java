// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What becomes of nonsense in a configuration. */
class CheckedTest {
    private final Logger log = Logger.getLogger("org.postern.igd.control");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    lines.add(line.getMessage());
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
    void listenNoMore() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    @Test
    void aGoodValue_isTaken_withoutAWord() {
        assertEquals(7L, value(() -> 7L));
        assertEquals(List.of(), lines);
    }

    @Test
    void aValueOutOfRange_isTold_andTheDefaultTaken() {
        assertEquals(300L, value(() -> 0L));
        assertTold("it is 0");
    }

    @Test
    void aValueOfAnotherType_isTold_andTheDefaultTaken() {
        assertEquals(
                300L,
                value(
                        () -> {
                            throw new IllegalArgumentException("soon");
                        }));
        assertTold("soon");
    }

    private static long value(Supplier<Long> set) {
        return new Checked("org.postern.some")
                .value("pollSeconds", set, each -> each >= 1, "1 or more", 300L);
    }

    private void assertTold(String what) {
        assertEquals(1, lines.size());
        assertTrue(
                lines.get(0).startsWith("Configuration org.postern.some, pollSeconds: "),
                lines.get(0));
        assertTrue(lines.get(0).contains(what), lines.get(0));
    }
}
