// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.gateways.places.HostPlaces;
import org.postern.testkit.ModelGateway;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Quirk S30: whoever opens ports stays with the gateway that was reported first. */
class DefaultGatewayFirstTest {
    private static final GatewayState STATE = new GatewayState(Optional.empty(), 0);

    private final RecordingListener told = new RecordingListener();
    private final Gateway home = gateway("192.168.1.1");
    private final Gateway other = gateway("192.168.1.2");
    private final Gateway own = gateway("192.168.1.77");
    private Set<InetAddress> routes = Set.of();
    private DefaultGatewayFirst reports;

    @BeforeEach
    void start() throws Exception {
        routes = Set.of(InetAddress.getByName("192.168.1.1"));
        InetAddress ours = InetAddress.getByName("192.168.1.77");
        reports =
                new DefaultGatewayFirst(
                        told, new HostPlaces(() -> new HostPlaces.Addresses(routes, Set.of(ours))));
    }

    @Test
    void theDefaultGatewayIsReportedAtOnce_andOthersAfterIt() {
        reports.added(other, STATE);
        assertEquals(List.of(), told.gateways);
        reports.added(home, STATE);
        assertEquals(List.of(home, other), told.gateways);
    }

    @Test
    void withoutAnswerOfTheDefaultGateway_othersAreReportedAfterTheFirstSearch() {
        reports.added(own, STATE);
        reports.added(other, STATE);
        GatewayState later = new GatewayState(Optional.empty(), 1);
        reports.changed(other, later);
        reports.release();
        assertEquals(List.of(other, own), told.gateways);
        assertEquals(List.of(later, STATE), told.states);
        reports.changed(other, STATE);
        assertEquals(3, told.states.size());
    }

    @Test
    void oneThatIsGoneBeforeItWasReported_neverWas() {
        reports.added(other, STATE);
        reports.removed(other, "It is off.");
        reports.release();
        assertEquals(List.of(), told.lines);
    }

    @Test
    void whereNoDefaultGatewayIsKnown_nothingIsHeldBack() {
        routes = Set.of();
        reports =
                new DefaultGatewayFirst(
                        told, new HostPlaces(() -> new HostPlaces.Addresses(routes, Set.of())));
        reports.added(other, STATE);
        assertEquals(List.of(other), told.gateways);
    }

    private static Gateway gateway(String host) {
        return ModelGateway.at("upnp", host, EnumSet.noneOf(Capability.class));
    }
}
