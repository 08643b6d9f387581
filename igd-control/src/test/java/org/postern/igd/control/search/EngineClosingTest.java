// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.upnp.UpnpDevice;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/** What becomes of searches and calls when their engine is closed. */
@Timeout(60)
class EngineClosingTest extends SearchOnLoopback {
    @Test
    void everyCallEndsWhenTheEngineIsClosed() throws Exception {
        StubDevice router = device("/a");
        for (int round = 0; round < 30; round++) {
            UpnpEngine engine = engine(AnnouncingStrategy.devices(router));
            List<CompletableFuture<?>> calls =
                    List.of(
                            ElectedGateway.start(engine, query(ENDLESS)),
                            engine.describe(router.location()),
                            engine.inspect(stub().location()),
                            ElectedGateway.start(
                                    engine,
                                    query(ENDLESS).withWanted(router.location().toString())));
            engine.close();
            for (CompletableFuture<?> call : calls) {
                assertTrue(call.isDone());
            }
            assertTrue(engine.describe(router.location()).isDone());
        }
    }

    /** The engine's thread takes no tasks any more, not even the one that ends a search. */
    @Test
    void aSearchCancelledWhileTheEngineClosesIsEnded() throws Exception {
        AnnouncingStrategy strategy = AnnouncingStrategy.devices(device());
        UpnpEngine engine = engine(strategy);
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<List<UpnpDevice>> search =
                engine.list(
                        new SearchSettings(ENDLESS, 2, 0, false, ""),
                        DeviceFilter.INTERNET_GATEWAYS,
                        device -> {
                            reported.countDown();
                            awaitQuietly(released);
                        });
        reported.await();
        Thread closing = new Thread(engine::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING
                && closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        search.cancel(false);
        released.countDown();
        closing.join();
        assertEquals(0, strategy.open());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingTheEngineEndsItsSearches() throws Exception {
        UpnpEngine engine = engine(AnnouncingStrategy.devices(stub()));
        CompletableFuture<GatewayChoice> search = ElectedGateway.start(engine, query(ENDLESS));
        engine.close();
        assertThrows(CompletionException.class, search::join);
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(
                                thread ->
                                        thread.getName().equals("postern-igd")
                                                && thread.isAlive()));
    }
}
