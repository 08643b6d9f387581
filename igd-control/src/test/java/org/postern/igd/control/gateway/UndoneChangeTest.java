// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A change of one's own mapping that fails halfway leaves it as it was (quirks A15 and A45). */
@Timeout(60)
class UndoneChangeTest extends OneSoapRouter {
    private static final String OLD = "4444";
    private static final PortKey KEY = PortKey.tcp(8080);

    @Test
    void oldMapping_isPutBack_thoughItsPortIsBlockedForAMoment() throws Exception {
        router.holdOwn(8080, 4444);
        AtomicInteger refusals = new AtomicInteger(2);
        refuseUnless(718, add -> isOld(add) && refusals.getAndDecrement() <= 0);

        failure(ASKED);

        assertEquals(List.of(OLD), internalPorts());
    }

    @Test
    void oldMapping_isPutBack_whenTheRouterConfirmedThatAndHeldNone() throws Exception {
        router.holdOwn(8080, 4444);
        AtomicInteger lost = new AtomicInteger(1);
        router.on(
                "AddPortMapping",
                add ->
                        !isOld(add)
                                ? Optional.of(StubSoapRouter.fault(718))
                                : Optional.of(StubSoapRouter.done())
                                        .filter(done -> lost.getAndDecrement() > 0));

        failure(ASKED);

        assertEquals(List.of(OLD), internalPorts());
    }

    /** The table goes on showing it, so that the deletion seems to have failed. */
    @Test
    void oldMapping_isPutBack_whenItVanishesLate() throws Exception {
        router.holdOwn(8080, 4444);
        Map<String, String> shown = router.table().get(0);
        router.on("GetSpecificPortMappingEntry", asked -> Optional.of(StubSoapRouter.done(shown)));
        refuseUnless(718, UndoneChangeTest::isOld);

        failure(ASKED);

        assertEquals(List.of(OLD), internalPorts());
    }

    @Test
    void interrupt_betweenDeletionAndNewMapping_putsTheOldOneBack() throws Exception {
        router.holdOwn(8080, 4444);
        CountDownLatch putBack = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        router.on(
                "AddPortMapping",
                add -> {
                    if (isOld(add)) {
                        putBack.countDown();
                        return Optional.empty();
                    }
                    if (!router.ports().isEmpty()) {
                        return Optional.of(StubSoapRouter.fault(718));
                    }
                    caller.interrupt();
                    return Optional.of(StubSoapRouter.LOST);
                });

        assertThrows(InterruptedException.class, () -> map(ASKED));

        putBack.await();
        // The router answers one request after the other.
        assertEquals(4444, router.gateway().find(KEY).orElseThrow().internalPort());
    }

    /** A table that hides what was deleted, and blocks its port for a moment. */
    @Test
    void portThatWasJustClosed_isAskedForTwice() throws Exception {
        router.holdOwn(8080, 80);
        AtomicInteger refusals = new AtomicInteger(1);
        refuseUnless(718, add -> refusals.getAndDecrement() <= 0);
        UpnpGateway gateway = router.gateway();
        gateway.unmap(KEY);

        assertEquals(8080, gateway.map(ASKED).mapping().externalPort());
        assertEquals(2, router.asked("AddPortMapping").size());
    }

    /** What the table still shows is about to vanish. */
    @Test
    void mappingThatWasJustDeleted_doesNotCountAsOpen() throws Exception {
        router.holdOwn(8080, 80);
        router.on("DeletePortMapping", delete -> Optional.of(StubSoapRouter.done()));
        UpnpGateway gateway = router.gateway();
        assertThrows(GatewayException.class, () -> gateway.unmap(KEY));
        AtomicInteger refusals = new AtomicInteger(1);
        refuseUnless(718, add -> refusals.getAndDecrement() <= 0);

        gateway.map(ASKED);

        assertEquals(2, router.asked("AddPortMapping").size());
    }

    private static boolean isOld(Map<String, String> add) {
        return add.get("NewInternalPort").equals(OLD);
    }

    private List<String> internalPorts() {
        return router.table().stream().map(each -> each.get("NewInternalPort")).toList();
    }
}
