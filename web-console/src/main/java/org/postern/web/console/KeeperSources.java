// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.PortReach;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.upnp.Upnp;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.sources.KnownGateway;
import org.postern.web.console.sources.SearchingUpnp;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** In plain Java: a keeper with its gateways, and what else is on the path. */
final class KeeperSources implements ConsoleServices, AutoCloseable {
    private final PortKeeper keeper;
    private final GatewayQuery query;
    private final Optional<Doctor> doctor = found(Doctor::create);

    KeeperSources(PortKeeper keeper, GatewayQuery query) {
        this.keeper = keeper;
        this.query = query;
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
    public List<KnownGateway> gateways() {
        return keeper.gateways().entrySet().stream()
                .map(each -> new KnownGateway(each.getKey(), each.getValue().externalAddress()))
                .toList();
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
        doctor.ifPresent(Doctor::close);
    }
}
