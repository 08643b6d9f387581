// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.MemoryLedger;
import org.postern.port.keeper.loop.SimulatedLoop;
import org.postern.port.keeper.state.Sentences;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A keeper, one router, and what was told, on one simulated clock. */
final class KeeperFixture {
    /** What becomes of thousands of ports would fill the output of the tests. */
    static final Logger LOGGER = Logger.getLogger("org.postern.port-keeper");

    static {
        LOGGER.setLevel(Level.WARNING);
    }

    static final Duration LEASE = Duration.ofHours(1);
    static final String ADDRESS = "203.0.113.5";
    static final String HERE = "192.168.1.10";
    static final String ELSEWHERE = "192.168.1.77";
    private static final String ROUTER = "192.168.1.1";

    final SimulatedLoop loop = new SimulatedLoop();
    final ModelRouter router = router(loop);
    final ModelGateway gateway = gateway();
    final RequestRate rate = new RequestRate();
    final List<String> told = new ArrayList<>();
    final List<KeeperEvent> events = new ArrayList<>();
    final Ledger ledger;
    Keeper keeper;

    /** The addresses that this machine does not have any more. */
    final Set<InetAddress> gone = new HashSet<>();

    /** Each question whether this machine has an address. */
    final List<InetAddress> addressQuestions = new ArrayList<>();

    /** Whether listeners are called while the keeper works, as a thread that is faster would. */
    boolean callsAtOnce;

    private long revision;

    KeeperFixture() {
        this(KeeperSettings.standard());
    }

    KeeperFixture(KeeperSettings settings) {
        this(settings, new MemoryLedger());
    }

    KeeperFixture(KeeperSettings settings, Ledger ledger) {
        this.ledger = ledger;
        router.line.onRequest = () -> rate.add(loop.elapsed(), loop.past());
        keeper = keeper(settings);
        keeper.watch(events::add);
    }

    private boolean isHere(InetAddress address) {
        addressQuestions.add(address);
        return !gone.contains(address);
    }

    /** A router that answers in simulated time. */
    static ModelRouter router(SimulatedLoop loop) {
        ModelRouter router = ModelRouter.strict(EnumSet.allOf(Capability.class), loop);
        router.protectedClients.add(ModelGateway.address(ELSEWHERE));
        return router;
    }

    /** What this machine sees of a router. */
    static ModelGateway gateway(ModelRouter router, String address) {
        return gateway(router, address, "uuid:" + address, HERE);
    }

    private static ModelGateway gateway(
            ModelRouter router, String address, String udn, String client) {
        GatewayInfo info =
                new GatewayInfo(
                        "http://" + address + "/root.xml",
                        List.of(UpnpAttributes.CONTROL_PROTOCOL),
                        "router " + address,
                        "",
                        "",
                        ModelGateway.address(address),
                        ModelGateway.address(client),
                        udn.isEmpty() ? Map.of() : Map.of(UpnpAttributes.UDN, udn));
        return new ModelGateway(info, router);
    }

    /** Another object for the same router. */
    ModelGateway gateway() {
        return gateway(router, ROUTER);
    }

    /** The same router by another description, or to another address of this machine. */
    ModelGateway gateway(String udn, String client) {
        return gateway(router, ROUTER, udn, client);
    }

    /** Another keeper with the same memory: the next run. */
    Keeper keeper(KeeperSettings settings) {
        return new Keeper(
                settings,
                ledger,
                loop,
                loop.workers(),
                this::call,
                this::isHere,
                new Random(42)::nextDouble);
    }

    private void call(Runnable listener) {
        if (callsAtOnce) {
            listener.run();
        } else {
            loop.execute(listener);
        }
    }

    /** The process is started anew, after it was killed. */
    void nextRun() {
        loop.drop();
        router.line.resetRunning();
        keeper = keeper(KeeperSettings.standard());
        keeper.watch(events::add);
        keeper.start();
    }

    static GatewayState state(String address, long revision) {
        return new GatewayState(Optional.of(ModelGateway.address(address)), revision);
    }

    void gatewayComes() {
        gatewayComes(gateway);
    }

    void gatewayComes(Gateway other) {
        keeper.added(other, state(ADDRESS, revision));
        advance(0);
    }

    void revisionGrows() {
        keeper.changed(gateway, state(ADDRESS, ++revision));
    }

    /** Further control protocols have found the router, or some have lost it. */
    void reachedOver(List<String> protocols) {
        GatewayInfo before = gateway.info;
        gateway.info =
                new GatewayInfo(
                        before.id(),
                        protocols,
                        before.name(),
                        before.manufacturer(),
                        before.modelName(),
                        before.address(),
                        before.localAddress(),
                        before.attributes());
        keeper.changed(gateway, state(ADDRESS, revision));
    }

    KeptPort keep(int port) {
        return keep(port, LEASE, false);
    }

    KeptPort keep(int port, Duration lease, boolean anyPort) {
        return keep(request(port, lease, anyPort), new Origin("test", false));
    }

    KeptPort keep(MappingRequest request, Origin origin) {
        try {
            return keeper.keep(KeepRequest.of(request), listener(), origin);
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
            if (router.line.calls.stream().anyMatch(each -> each.startsWith(what))) {
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

    /** The sentence about the client that has a TCP port. */
    String heldByAnother(int port) {
        PortMapping mapping = router.at(PortKey.tcp(port)).orElseThrow();
        return Sentences.held(gateway.info(), mapping);
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
