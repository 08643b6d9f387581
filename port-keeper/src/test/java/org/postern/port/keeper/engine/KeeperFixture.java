// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayState;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.MemoryLedger;
import org.postern.port.keeper.loop.SimulatedLoop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A keeper, one router, and what was told, on one simulated clock. */
final class KeeperFixture {
    /** What becomes of thousands of ports would fill the output of the tests. */
    static final Logger LOGGER = Logger.getLogger("org.postern.port.keeper");

    static {
        LOGGER.setLevel(Level.WARNING);
    }

    static final Duration LEASE = Duration.ofHours(1);
    static final String ADDRESS = "203.0.113.5";

    final SimulatedLoop loop = new SimulatedLoop();
    final ModelRouter router = new ModelRouter(loop, "192.168.1.1");
    final ModelRouterClient gateway = router.gateway();
    final List<String> told = new ArrayList<>();
    final List<KeeperEvent> events = new ArrayList<>();
    final Ledger ledger;
    Keeper keeper;
    private long revision;

    KeeperFixture() {
        this(KeeperSettings.standard());
    }

    KeeperFixture(KeeperSettings settings) {
        this(settings, new MemoryLedger());
    }

    KeeperFixture(KeeperSettings settings, Ledger ledger) {
        this.ledger = ledger;
        keeper = keeper(settings);
        keeper.watch(events::add);
    }

    /** Another keeper in the same world with the same memory: the next run. */
    Keeper keeper(KeeperSettings settings) {
        return new Keeper(
                settings, ledger, loop, loop.workers(), loop::execute, new Random(42)::nextDouble);
    }

    /** The process is started anew, after it was killed. */
    void nextRun() {
        loop.drop();
        router.running = 0;
        keeper = keeper(KeeperSettings.standard());
        keeper.watch(events::add);
        keeper.start();
    }

    static GatewayState state(String address, long revision) {
        return new GatewayState(Optional.of(ModelRouter.ip(address)), revision);
    }

    void gatewayComes() {
        keeper.added(gateway, state(ADDRESS, revision));
        advance(0);
    }

    void revisionGrows() {
        keeper.changed(gateway, state(ADDRESS, ++revision));
    }

    KeptPort keep(int port) {
        return keep(port, LEASE, false);
    }

    KeptPort keep(int port, Duration lease, boolean anyPort) {
        return keep(request(port, lease, anyPort), new Origin("test", false));
    }

    KeptPort keep(MappingRequest request, Origin origin) {
        try {
            return keeper.keep(request, listener(), origin);
        } catch (GatewayException e) {
            throw new AssertionError(e);
        }
    }

    static MappingRequest request(int port, Duration lease, boolean anyPort) {
        return new MappingRequest(Set.of(Protocol.TCP), port, 0, "game", lease, anyPort);
    }

    void advance(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    void advance(Duration time) {
        loop.advance(time);
    }

    /** Until the router was asked for something; the answer has not come yet. */
    void advanceUntilAsked(String what) {
        for (int second = 0; second < 10_000; second++) {
            if (router.log.stream().anyMatch(each -> each.startsWith(what))) {
                return;
            }
            advance(1);
        }
        throw new AssertionError("never asked: " + what);
    }

    PortListener listener() {
        return new PortListener() {
            @Override
            public void opened(OpenPort port) {
                told.add("opened " + where(port));
            }

            @Override
            public void changed(OpenPort port) {
                told.add("changed " + where(port));
            }

            @Override
            public void lost(OpenPort port, String reason) {
                told.add("lost " + port.mapping().externalPort());
            }
        };
    }

    private static String where(OpenPort port) {
        return port.externalAddress().map(each -> each.getHostAddress()).orElse("nowhere")
                + ":"
                + port.mapping().externalPort();
    }

    static PortPhase phase(KeptPort port) {
        return port.status().phase();
    }

    static PortStatus.Holding holding(KeptPort port) {
        return port.status().holdings().get(0);
    }

    static String trouble(KeptPort port) {
        return port.status().lastTrouble().orElseThrow().sentence();
    }

    List<KeeperEvent.Kind> kinds() {
        return events.stream().map(KeeperEvent::kind).toList();
    }

    long count(KeeperEvent.Kind kind) {
        return events.stream().filter(each -> each.kind() == kind).count();
    }

    static void removed(Keeper keeper, Gateway gateway) {
        keeper.removed(gateway, "it said goodbye.");
    }
}
