// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;
import org.postern.igd.control.announcements.KnownRouter;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.RouterPlace;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.monitoring.GatewayIdentity;
import org.postern.igd.control.monitoring.MonitoredGateway;

import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The gateways that are watched, a bounded number, and of each host; those that were and are expected
 * back; and routers that may become gateways. The announcement filter is kept up to date with all of
 * them.
 */
final class GatewayRegistry {
    private static final int MAX = 16;

    /** A box has a handful of descriptions (quirk S4); one must not crowd the others out. */
    private static final int MAX_OF_HOST = 8;

    /** Those that are watched, by description URL. */
    private final Map<URI, MonitoredGateway> gateways = new LinkedHashMap<>();

    private final KnownLocations locations = new KnownLocations();
    private final Consumer<List<KnownRouter>> filter;

    /** The filter is called with all routers whenever they are others. */
    GatewayRegistry(Consumer<List<KnownRouter>> filter) {
        this.filter = filter;
    }

    /** Whether nothing is watched. */
    boolean isEmpty() {
        return gateways.isEmpty();
    }

    List<MonitoredGateway> all() {
        return List.copyOf(gateways.values());
    }

    Optional<MonitoredGateway> at(URI url) {
        return Optional.ofNullable(gateways.get(url));
    }

    boolean hasRoom(InetAddress host) {
        long ofHost = all().stream().filter(each -> each.identity().host().equals(host)).count();
        return gateways.size() < MAX && ofHost < MAX_OF_HOST;
    }

    /** Those watched that are likely the same router at another place. */
    List<MonitoredGateway> relatives(Assessment device) {
        return all().stream()
                .filter(each -> !each.identity().url().equals(device.location().url()))
                .filter(each -> each.identity().router().matches(device))
                .toList();
    }

    /** The one watched of which a device is another description, under other names (quirk S31). */
    Optional<MonitoredGateway> twin(Assessment device) {
        return all().stream()
                .filter(each -> device.place().equals(place(each)))
                .filter(each -> device.place().isPresent())
                .findFirst();
    }

    private static Optional<RouterPlace> place(MonitoredGateway gateway) {
        return gateway.state()
                .externalAddress()
                .map(external -> RouterPlace.of(gateway.gateway(), external));
    }

    /** Those watched that an announcement is about. */
    List<MonitoredGateway> meantBy(Announcement announcement) {
        return all().stream().filter(each -> each.identity().isMeantBy(announcement)).toList();
    }

    boolean isAnyMissing() {
        return gateways.isEmpty() || locations.isAnyMissing();
    }

    /** None is expected back. */
    void expectNone() {
        locations.expectNone();
    }

    /** Where something was that is not there now. */
    List<DeviceLocation> abandonedLocations() {
        return locations.routers().stream()
                .filter(each -> !gateways.containsKey(each.url()))
                .map(KnownRouter::location)
                .toList();
    }

    /** Whether a device was watched before, maybe at another place. */
    boolean wasGateway(Assessment device) {
        return locations.wasGateway(device);
    }

    /** Remembers a device that is no gateway, and may become one. */
    void rememberCandidate(Assessment device) {
        DeviceLocation location = device.location();
        locations.remember(
                new KnownRouter(location, device.udns(), Set.of(location.address()), false));
        updateFilter();
    }

    void add(MonitoredGateway gateway) {
        GatewayIdentity identity = gateway.identity();
        gateways.put(identity.url(), gateway);
        locations.remember(identity.router());
        locations.found(identity.assessment());
        updateFilter();
    }

    /**
     * It is watched no more, unless another has its place by now; {@link #rememberGone} or a
     * successor follows.
     */
    void remove(MonitoredGateway gateway) {
        gateways.remove(gateway.identity().url(), gateway);
    }

    /** Returns whether it is missing now: it may be watched at another place. */
    boolean rememberGone(MonitoredGateway gateway) {
        KnownRouter router = gateway.identity().router();
        boolean missing =
                all().stream().noneMatch(each -> router.matches(each.identity().assessment()));
        if (missing) {
            locations.rememberMissing(router);
        } else {
            locations.remember(router);
        }
        updateFilter();
        return missing;
    }

    /** Also when one of them is heard from a further address. */
    void updateFilter() {
        Stream<KnownRouter> there = all().stream().map(each -> each.identity().router());
        filter.accept(Stream.concat(locations.routers().stream(), there).toList());
    }
}
