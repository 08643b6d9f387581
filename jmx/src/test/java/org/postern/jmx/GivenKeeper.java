// SPDX-License-Identifier: Apache-2.0
package org.postern.jmx;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A keeper of what a test says, which tells of gateways as they come and go. */
final class GivenKeeper implements PortKeeper {
    final Map<Gateway, GatewayState> gateways = new LinkedHashMap<>();
    final List<KeptPort> ports = new ArrayList<>();
    final List<KeeperListener> watchers = new ArrayList<>();
    KeeperStatistics statistics = KeeperStatistics.NONE;

    void comes(Gateway gateway, GatewayState state) {
        gateways.put(gateway, state);
        tell(KeeperEvent.Kind.GATEWAY_FOUND, gateway);
    }

    void goes(Gateway gateway) {
        gateways.remove(gateway);
        tell(KeeperEvent.Kind.GATEWAY_GONE, gateway);
    }

    private void tell(KeeperEvent.Kind kind, Gateway gateway) {
        KeeperEvent event =
                new KeeperEvent(
                        Instant.EPOCH,
                        kind,
                        Optional.of(gateway.info()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "It is so.");
        List.copyOf(watchers).forEach(each -> each.happened(event));
    }

    void keeps(PortPhase phase, Optional<PortStatus.Trouble> trouble) {
        ports.add(new GivenPort(new PortStatus(phase, List.of(), Optional.empty(), trouble)));
    }

    @Override
    public List<KeptPort> ports() {
        return List.copyOf(ports);
    }

    @Override
    public Map<Gateway, GatewayState> gateways() {
        return new LinkedHashMap<>(gateways);
    }

    @Override
    public KeeperStatistics statistics() {
        return statistics;
    }

    @Override
    public Watch watch(KeeperListener listener) {
        watchers.add(listener);
        return () -> watchers.remove(listener);
    }

    @Override
    public KeptPort keep(KeepRequest request, PortListener listener) {
        throw new AssertionError("asked");
    }

    @Override
    public void close() {
        throw new AssertionError("closed");
    }

    private record GivenPort(PortStatus status) implements KeptPort {
        @Override
        public KeepRequest terms() {
            return KeepRequest.of(MappingRequest.tcp(80));
        }

        @Override
        public String origin() {
            return "test";
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public PortStatus status(AddressFamily family) {
            return status;
        }

        @Override
        public CompletableFuture<OpenPort> whenOpen() {
            throw new AssertionError("asked");
        }

        @Override
        public CompletableFuture<Void> reopen() {
            throw new AssertionError("asked");
        }

        @Override
        public CompletableFuture<Void> release() {
            throw new AssertionError("asked");
        }

        @Override
        public void close() {
            throw new AssertionError("closed");
        }
    }
}
