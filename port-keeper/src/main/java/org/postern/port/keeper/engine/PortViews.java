// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.loop.Time;
import org.postern.port.keeper.router.RouterQueue;
import org.postern.port.keeper.state.Lease;
import org.postern.port.keeper.state.PortState;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The public view of the states of one router's ports. Used by the keeper's thread. */
record PortViews(KeeperServices services, RouterGateways gateways, RouterQueue queue) {
    OpenPort port(PortMapping mapping) {
        Optional<InetAddress> address =
                services.family() == AddressFamily.IPV4
                        ? gateways.state().externalAddress()
                        : Optional.of(mapping.internalClient());
        return new OpenPort(gateways.info(), address, mapping);
    }

    KeptEntry.View of(PortState state) {
        List<PortStatus.Holding> holdings =
                state.lease().stream()
                        .flatMap(
                                lease ->
                                        lease.mappings().stream().map(each -> holding(lease, each)))
                        .toList();
        return new KeptEntry.View(state.phase(), holdings, nextTry(state));
    }

    private PortStatus.Holding holding(Lease lease, PortMapping mapping) {
        return new PortStatus.Holding(
                port(mapping),
                lease.since(),
                moment(lease.term().end()),
                moment(lease.term().renewal()));
    }

    /** When the router is asked again for a longer lease. */
    Optional<Instant> nextRenewal(PortState state) {
        return state.lease().flatMap(each -> moment(each.term().renewal()));
    }

    private Optional<Instant> nextTry(PortState state) {
        if (state.lease().isPresent()) {
            return Optional.empty();
        }
        long paused = queue.pausedUntil(state instanceof PortState.Looking);
        boolean waits = state.isQueued() && paused > services.now();
        return moment(Math.min(state.wakeAt(), waits ? paused : Time.NEVER));
    }

    private Optional<Instant> moment(long at) {
        return at == Time.NEVER ? Optional.empty() : Optional.of(services.run().time().wallAt(at));
    }
}
