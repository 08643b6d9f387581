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
import org.postern.testkit.ManualClock;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.FakeDoctor;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.FakeLasting;
import org.postern.testkit.fakes.FakeUpnp;
import org.postern.testkit.fakes.Fakes;
import org.postern.web.console.actions.ConsoleActions;
import org.postern.web.console.page.ConsolePage;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.sources.SearchingUpnp;
import org.postern.web.console.status.DeviceSearches;
import org.postern.web.console.status.Examinations;
import org.postern.web.console.status.GatewayMonitor;
import org.postern.web.console.status.RecentEvents;
import org.postern.web.console.status.StatusReader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The services of a test, all there at first, and the console over them. */
public final class FakeServices implements ConsoleServices, AutoCloseable {
    public final ManualClock clock = new ManualClock();
    public final ModelGateway gateway = new ModelGateway(Fakes.info());
    public final Map<Gateway, GatewayState> gateways = new LinkedHashMap<>();
    public final FakeKeeper keeper = new FakeKeeper();
    public final FakeLasting lasting = new FakeLasting(keeper);
    public final FakeDoctor doctor = new FakeDoctor();
    public final FakeUpnp upnp = new FakeUpnp();
    public final AtomicInteger givenBack = new AtomicInteger();

    public GatewayQuery query = GatewayQuery.standard();
    public boolean hasKeeper = true;
    public boolean hasLasting = true;
    public boolean hasDoctor = true;
    public boolean hasUpnp = true;

    public final GatewayMonitor monitor =
            new GatewayMonitor(clock, clock, this::keeper, this::gateways);
    public final RecentEvents events = new RecentEvents(monitor::mappingsChanged);
    public final DeviceSearches searches = new DeviceSearches(clock);
    public final Examinations examinations = new Examinations(clock);
    public final ConsoleActions actions;
    public final StatusReader reader;
    public final ConsolePage page;

    public FakeServices() {
        gateways.put(gateway, new GatewayState(Optional.of(Fakes.address("203.0.113.7")), 0));
        StatusReader.Memory memory =
                new StatusReader.Memory(monitor, events, searches, examinations);
        actions = new ConsoleActions(this, memory);
        reader = new StatusReader(this, memory, actions::lines, clock);
        page = new ConsolePage(reader, actions);
    }

    @Override
    public Map<Gateway, GatewayState> gateways() {
        return new LinkedHashMap<>(gateways);
    }

    @Override
    public Optional<PortKeeper> keeper() {
        return hasKeeper ? Optional.of(keeper) : Optional.empty();
    }

    @Override
    public Optional<LastingPorts> lastingPorts() {
        return hasLasting ? Optional.of(lasting) : Optional.empty();
    }

    @Override
    public Optional<Doctor> doctor() {
        return hasDoctor ? Optional.of(doctor) : Optional.empty();
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
        return hasUpnp
                ? Optional.of(new SearchingUpnp(upnp.as(Upnp.class), givenBack::incrementAndGet))
                : Optional.empty();
    }

    @Override
    public void close() {
        monitor.close();
        searches.close();
        examinations.close();
        events.close();
    }
}
