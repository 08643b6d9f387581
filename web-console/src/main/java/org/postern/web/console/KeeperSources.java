// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.PortReach;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.upnp.Upnp;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.sources.SearchingUpnp;
import org.postern.web.console.status.GatewayMonitor;
import org.postern.web.console.status.RecentEvents;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** In plain Java: a keeper with its gateways, and what else is on the path. */
final class KeeperSources implements ConsoleServices, AutoCloseable {
    private final PortKeeper keeper;
    private final GatewayQuery query;
    private final Optional<Doctor> doctor = found(Doctor::create);
    private final RecentEvents events = new RecentEvents();
    private final GatewayMonitor monitor;

    KeeperSources(PortKeeper keeper, GatewayQuery query) {
        this.keeper = keeper;
        this.query = query;
        monitor =
                new GatewayMonitor(
                        Clock.systemUTC(),
                        System::nanoTime,
                        () -> Optional.of(keeper),
                        keeper::gateways);
        events.follow(keeper);
    }

    RecentEvents events() {
        return events;
    }

    GatewayMonitor monitor() {
        return monitor;
    }

    private static <T> Optional<T> found(Supplier<T> service) {
        try {
            return Optional.of(service.get());
        } catch (IllegalStateException e) {
            // Its jar is not on the path.
            return Optional.empty();
        }
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
        return doctor;
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
        return found(Upnp::create).map(upnp -> new SearchingUpnp(upnp, upnp::close));
    }

    @Override
    public void close() {
        events.close();
        monitor.close();
        doctor.ifPresent(Doctor::close);
    }
}
