// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.MappingResult;
import org.postern.igd.control.internal.threads.LoopThread;

import java.util.List;
import java.util.concurrent.CompletableFuture;

@Timeout(60)
class ScriptedRouterTest {
    /** Else the classes of what comes next would not be loaded while a search waits. */
    @Test
    void aPortIsOpened_andReadBack() throws Exception {
        LoopThread loop = new LoopThread("test-warm-up");
        try {
            CompletableFuture<MappingResult> opened =
                    CompletableFuture.supplyAsync(new ScriptedRouter(loop)::openPort, loop)
                            .thenCompose(each -> each);
            MappingResult result = opened.get();
            assertEquals(40000, result.mapping().externalPort());
            assertEquals(List.of(), result.notes());
        } finally {
            loop.shutdown();
        }
    }
}
