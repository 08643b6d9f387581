// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.PortReach;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.sources.SearchingUpnp;
import org.postern.web.console.status.GatewayMonitor;
import org.postern.web.console.status.RecentEvents;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A keeper with its gateways, and what else is there. */
final class KeeperSources implements ConsoleServices, AutoCloseable {
    private final PortKeeper keeper;
    private final GatewayQuery query;
    private final Supplier<Optional<Doctor>> doctor;
    private final Supplier<Optional<SearchingUpnp>> upnp;
    private final RecentEvents events;
    private final GatewayMonitor monitor;

    KeeperSources(
            PortKeeper keeper,
            GatewayQuery query,
            Supplier<Optional<Doctor>> doctor,
            Supplier<Optional<SearchingUpnp>> upnp) {
        this.keeper = keeper;
        this.query = query;
        this.doctor = doctor;
        this.upnp = upnp;
        monitor =
                new GatewayMonitor(
                        Clock.systemUTC(),
                        System::nanoTime,
                        () -> Optional.of(keeper),
                        keeper::gateways);
        events = new RecentEvents(monitor::mappingsChanged);
        events.follow(keeper);
    }

    RecentEvents events() {
        return events;
    }

    GatewayMonitor monitor() {
        return monitor;
    }

    @Override
    public Map<Gateway, GatewayState> gateways() {
        return keeper.gateways();
    }

    @Override
    public Optional<PortKeeper> keeper() {
        return Optional.of(keeper);
    }

    @Override
    public Optional<LastingPorts> lastingPorts() {
        return Optional.empty();
    }

    @Override
    public Optional<Doctor> doctor() {
        return doctor.get();
    }

    @Override
    public List<PortReach> reaches() {
        return List.of();
    }

    @Override
    public GatewayQuery query() {
        return query;
    }

    @Override
    public Optional<SearchingUpnp> upnp() {
        return upnp.get();
    }

    @Override
    public void close() {
        events.close();
        monitor.close();
    }
}
