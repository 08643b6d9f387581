// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.PortListener;
import org.postern.port.keeper.events.Events;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.LedgerIndex;
import org.postern.port.keeper.ledger.MemoryLedger;
import org.postern.port.keeper.loop.LoopServices;
import org.postern.port.keeper.loop.SimulatedLoop;
import org.postern.port.keeper.router.RouterAnswers;
import org.postern.port.keeper.router.RouterPace;
import org.postern.port.keeper.router.RouterQueue;
import org.postern.port.keeper.state.Lease;
import org.postern.port.keeper.state.PortState;
import org.postern.port.keeper.state.Target;
import org.postern.port.keeper.state.Term;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** All ports once in each period, a few at a time, and no heap of them where the router is slow. */
class PeriodicCheckTest {
    private static final int PORTS = 640;

    private final SimulatedLoop loop = new SimulatedLoop();
    private final KeeperServices services =
            new KeeperServices(
                    new AtomicReference<>(KeeperSettings.standard()),
                    LoopServices.of(loop, loop.workers(), () -> 0.5),
                    new LedgerIndex(new MemoryLedger(), AddressFamily.IPV4),
                    new Events(loop::now, Runnable::run),
                    new KeeperCounters(),
                    each -> true);
    private final PortPlaces places = new PortPlaces(each -> {});
    private final RouterQueue queue =
            new RouterQueue(
                    services.run(),
                    new RouterPace(loop::nanoTime),
                    () -> KeeperFixture.gateway(KeeperFixture.router(loop), "192.168.1.1"),
                    new Ignoring(),
                    Optional::empty,
                    Optional::empty);
    private final PeriodicCheck check = new PeriodicCheck(services, queue, places, () -> PORTS);

    private static final class Ignoring implements RouterAnswers {
        @Override
        public void seen(
                int round, Map<PortKey, List<PortMapping>> found, List<PortMapping> listed) {}

        @Override
        public void hidden(PortKey key) {}

        @Override
        public void unanswered(PortKey key, GatewayException failure) {}
    }

    @BeforeEach
    void aRouterThatIsNotAsked() {
        queue.end();
        for (int port = 1; port <= PORTS; port++) {
            MappingRequest request = MappingRequest.tcp(port);
            PortMapping mapping =
                    new PortMapping(
                            Protocol.TCP,
                            port,
                            ModelGateway.address(KeeperFixture.HERE),
                            port,
                            "",
                            true,
                            Duration.ZERO,
                            "");
            Term term = new Term(0, Term.NEVER, Term.NEVER, Term.NEVER, Term.NEVER);
            Lease lease =
                    new Lease(
                            List.of(mapping),
                            term,
                            loop.now(),
                            Term.NEVER,
                            0,
                            false,
                            Duration.ZERO,
                            0);
            PortState open =
                    new PortState.Open(
                            Target.of(request, port),
                            lease,
                            PortState.Request.NONE,
                            List.of(),
                            false,
                            false);
            KeptEntry entry =
                    new KeptEntry(
                            KeepRequest.of(request),
                            AddressFamily.IPV4,
                            PortListener.NONE,
                            new Origin("test", false),
                            Runnable::run);
            places.take(
                    request.keys(),
                    new PortSession(
                            entry, open, services.events(), services.run().schedule(), each -> {}));
        }
        check.plan();
    }

    @Test
    void theyAreSpreadOverThePeriod() {
        loop.advance(Duration.ofSeconds(29));
        assertEquals(0, queue.checks());
        loop.advance(Duration.ofSeconds(1));
        assertEquals(64, queue.checks());
        loop.advance(Duration.ofSeconds(30));
        assertEquals(128, queue.checks());
    }

    @Test
    void noMoreThanFourBatchesWait() {
        loop.advance(Duration.ofMinutes(20));

        assertEquals(256, queue.checks());
    }

    @Test
    void nothingIsAddedAfterTheEnd() {
        check.end();
        loop.advance(Duration.ofMinutes(20));

        assertEquals(0, queue.checks());
    }
}
