// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.MappingResult;
import org.postern.igd.control.internal.threads.LoopThread;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

@Timeout(60)
class ScriptedRouterTest {
    private final LoopThread loop = new LoopThread("test-warm-up");

    @AfterEach
    void end() {
        loop.shutdown();
    }

    /** Else the classes of what comes next would not be loaded while a search waits. */
    @Test
    void aPortIsOpened_andReadBack() throws Exception {
        MappingResult result = openPort(() -> false).get();

        assertEquals(40000, result.mapping().externalPort());
        assertEquals(List.of(), result.notes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void stopped_itDoesNotGoOn(int steps) {
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<MappingResult> opened = openPort(() -> made.incrementAndGet() > steps);

        assertThrows(ExecutionException.class, opened::get);
    }

    private CompletableFuture<MappingResult> openPort(BooleanSupplier stopped) {
        return CompletableFuture.supplyAsync(new ScriptedRouter(loop, stopped)::openPort, loop)
                .thenCompose(each -> each);
    }
}
