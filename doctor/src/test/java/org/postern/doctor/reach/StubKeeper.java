// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.api.keeper.PortStatus.Holding;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a test says. */
public final class StubKeeper implements PortKeeper {
    private final List<KeptPort> ports = new CopyOnWriteArrayList<>();
    private final List<KeeperListener> listeners = new CopyOnWriteArrayList<>();

    /** One port, and where it is open over each family. */
    static final class Port implements KeptPort {
        private final KeepRequest terms;
        private final Map<AddressFamily, List<OpenPort>> open = new ConcurrentHashMap<>();

        Port(KeepRequest terms) {
            this.terms = terms;
        }

        void openAt(Optional<InetAddress> external, int port) {
            List<OpenPort> all = new ArrayList<>();
            terms.mapping()
                    .keys()
                    .forEach(
                            key ->
                                    all.add(
                                            new OpenPort(
                                                    info(),
                                                    external,
                                                    new PortMapping(
                                                            key.protocol(),
                                                            port,
                                                            InetAddress.getLoopbackAddress(),
                                                            port,
                                                            "",
                                                            true,
                                                            Duration.ZERO,
                                                            ""))));
            open.put(AddressFamily.IPV4, all);
        }

        private static GatewayInfo info() {
            InetAddress address = InetAddress.getLoopbackAddress();
            return new GatewayInfo("g", List.of("upnp"), "G", "", "", address, address, Map.of());
        }

        void shut() {
            open.clear();
        }

        @Override
        public KeepRequest terms() {
            return terms;
        }

        @Override
        public String origin() {
            return "program";
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public PortStatus status() {
            return status(AddressFamily.IPV4);
        }

        @Override
        public PortStatus status(AddressFamily family) {
            List<Holding> holdings =
                    open.getOrDefault(family, List.of()).stream()
                            .map(
                                    each ->
                                            new Holding(
                                                    each,
                                                    Instant.EPOCH,
                                                    Optional.empty(),
                                                    Optional.empty()))
                            .toList();
            return new PortStatus(
                    holdings.isEmpty() ? PortPhase.WAITING : PortPhase.OPEN,
                    holdings,
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public CompletableFuture<OpenPort> whenOpen() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> reopen() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> release() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public Port keep(KeepRequest request, PortListener listener) {
        Port port = new Port(request);
        ports.add(port);
        return port;
    }

    void forget(Port port) {
        ports.remove(port);
    }

    int listeners() {
        return listeners.size();
    }

    /** Something happened; what, does not matter to those who look at the ports. */
    void tell() {
        KeeperEvent event =
                new KeeperEvent(
                        Instant.EPOCH,
                        KeeperEvent.Kind.PORT_OPENED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "");
        listeners.forEach(each -> each.happened(event));
    }

    @Override
    public List<KeptPort> ports() {
        return List.copyOf(ports);
    }

    @Override
    public Watch watch(KeeperListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        ports.clear();
    }
}
