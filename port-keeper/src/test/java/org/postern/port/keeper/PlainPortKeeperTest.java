// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.testkit.ModelGateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A keeper in plain Java: found by the service loader, over a watcher that it finds itself. */
class PlainPortKeeperTest {
    /** Hang guard. */
    private static final long PATIENCE_SECONDS = 20;

    @TempDir Path state;

    @BeforeEach
    void stateOfItsOwn() {
        System.setProperty(StateDirectory.PROPERTY, state.toString());
    }

    @AfterEach
    void none() {
        System.clearProperty(StateDirectory.PROPERTY);
    }

    @Test
    void whatIsKept_isOpenUntilTheKeeperIsClosed_andNothingIsLeft() throws Exception {
        BlockingQueue<OpenPort> told = new LinkedBlockingQueue<>();
        List<KeeperEvent.Kind> seen = new CopyOnWriteArrayList<>();
        ModelGateway gateway;
        try (PortKeeper keeper = PortKeeper.create()) {
            gateway = GivenWatcher.last();
            keeper.watch(event -> seen.add(event.kind()));
            KeptPort port = keeper.keep(tcp(18161), telling(told));

            OpenPort open = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals(18161, open.mapping().externalPort());
            assertEquals("program", port.origin());
            assertFalse(port.persistent());
            assertEquals(1, keeper.ports().size());
            assertTrue(Files.isDirectory(state.resolve(StateDirectory.OPENED)));
            eventually(() -> seen.contains(KeeperEvent.Kind.PORT_OPENED));
        }

        assertEquals(List.of(), gateway.open(), "closed before the call returns");
        assertNothingLeft();
    }

    @Test
    void afterClose_nothingCanBeKept() throws Exception {
        PortKeeper keeper = PortKeeper.create();
        keeper.close();
        keeper.close();

        assertThrows(IllegalStateException.class, () -> keeper.keep(tcp(18162)));
        assertNothingLeft();
    }

    @Test
    void aBadQuery_leavesNothingBehind() throws Exception {
        GatewayQuery bad = GatewayQuery.standard().withTimeout(Duration.ofSeconds(-1));

        assertEquals(
                Reason.INVALID_ARGUMENT,
                assertThrows(GatewayException.class, () -> PortKeeper.create(bad)).reason());
        assertNothingLeft();
    }

    /** A process that is killed does not even close. */
    @Test
    void whatAnEarlierRunLeftOpen_isKnownToTheNext() throws Exception {
        PortKeeper first = PortKeeper.create();
        ModelGateway gateway = GivenWatcher.last();
        first.keep(tcp(18163));
        eventually(() -> gateway.open().equals(List.of("TCP 18163")));
        gateway.fallSilent();
        first.close();
        assertEquals(List.of("TCP 18163"), gateway.open(), "the router could not be asked");

        try (var next = StateDirectory.ofTheUser(System::getProperty).open(StateDirectory.OPENED)) {
            assertEquals(
                    List.of(18163),
                    next.ledger().entries().stream().map(each -> each.externalPort()).toList());
        }
        assertNothingLeft();
    }

    @Test
    void whoWaitsForARouterThatIsSilent_isToldWhenTheKeeperIsClosed() throws Exception {
        PortKeeper keeper = PortKeeper.create();
        ModelGateway gateway = GivenWatcher.last();
        KeptPort port = keeper.keep(tcp(18165));
        eventually(() -> gateway.open().equals(List.of("TCP 18165")));
        gateway.fallSilent();
        CompletableFuture<Void> released = port.release();
        keeper.close();

        ExecutionException failure =
                assertThrows(
                        ExecutionException.class,
                        () -> released.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(failure.getCause() instanceof GatewayException, failure.toString());
        assertThrows(
                ExecutionException.class,
                () -> port.release().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void manyHandles_thatAreClosedByThemselves_areForgotten() throws Exception {
        try (PortKeeper keeper = PortKeeper.create()) {
            ModelGateway gateway = GivenWatcher.last();
            for (int port = 20_000; port < 20_300; port++) {
                keeper.keep(tcp(port)).close();
            }
            KeptPort last = keeper.keep(tcp(18164));
            eventually(() -> gateway.open().equals(List.of("TCP 18164")));
            assertEquals(List.of(last), keeper.ports());
        }
        assertNothingLeft();
    }

    @Test
    void aListenerThatBlocks_holdsUpNoOtherPort() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BlockingQueue<OpenPort> told = new LinkedBlockingQueue<>();
        try (PortKeeper keeper = PortKeeper.create()) {
            ModelGateway gateway = GivenWatcher.last();
            keeper.keep(tcp(18166), waiting(blocked, goOn));
            assertTrue(blocked.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            KeptPort other = keeper.keep(tcp(18167), telling(told));
            eventually(() -> gateway.open().contains("TCP 18167"));
            eventually(() -> other.status().phase() == PortPhase.OPEN);
            other.release().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals(List.of("TCP 18166"), gateway.open());

            goOn.countDown();
            assertEquals(
                    18167,
                    told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).mapping().externalPort(),
                    "told late, in order");
        }
        assertNothingLeft();
    }

    @Test
    void aListenerThatBlocks_doesNotHinderTheEnd() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        ModelGateway gateway;
        try (PortKeeper keeper = PortKeeper.create()) {
            gateway = GivenWatcher.last();
            keeper.keep(tcp(18168), waiting(blocked, new CountDownLatch(1)));
            assertTrue(blocked.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertEquals(List.of(), gateway.open());
        assertNothingLeft();
    }

    /** Until it is let go, or interrupted. */
    private static PortListener waiting(CountDownLatch blocked, CountDownLatch goOn) {
        return new PortListener() {
            @Override
            public void opened(OpenPort port) {
                blocked.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static PortListener telling(BlockingQueue<OpenPort> told) {
        return new PortListener() {
            @Override
            public void opened(OpenPort port) {
                told.add(port);
            }
        };
    }

    private static void assertNothingLeft() throws Exception {
        assertEquals(0, GivenWatcher.RUNNING.get());
        eventually(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(each -> each.getName().startsWith("postern-")));
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "never came true");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static MappingRequest tcp(int port) {
        return new MappingRequest(Set.of(Protocol.TCP), port, 0, "", Duration.ofHours(1), false);
    }
}
