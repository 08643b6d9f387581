// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.OpenPort;
import org.postern.testkit.fakes.Fakes;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What has changed since the program was run for the same port last. */
class PreviousPlacesTest {
    private final PreviousPlaces places = new PreviousPlaces();

    @Test
    void anotherAddressAndPort_areToldBesideTheFormer() {
        assertPrevious("", "", port(Kind.PORT_OPENED, "203.0.113.7", 80));
        assertPrevious("", "80", port(Kind.PORT_CHANGED, "203.0.113.7", 81));
        assertPrevious("203.0.113.7", "", port(Kind.PORT_CHANGED, "203.0.113.8", 81));
        assertPrevious("", "", port(Kind.PORT_RENEWED, "203.0.113.8", 81));
    }

    @Test
    void aPortThatIsNotOpen_changesNothing() {
        places.with(HookEvent.of(port(Kind.PORT_OPENED, "203.0.113.7", 80)));
        assertPrevious("", "", Fakes.event(Kind.GATEWAY_MISSING, ""));
        assertPrevious("", "", notOpen());
        assertPrevious("203.0.113.7", "80", port(Kind.PORT_OPENED, "203.0.113.8", 90));
    }

    @Test
    void aGatewayThatLosesItsAddress_hadOne() {
        places.with(HookEvent.of(gateway(Kind.GATEWAY_FOUND, Optional.of("203.0.113.7"))));
        assertPrevious("203.0.113.7", "", gateway(Kind.GATEWAY_CHANGED, Optional.empty()));
        assertPrevious("", "", gateway(Kind.GATEWAY_GONE, Optional.empty()));
        assertPrevious(
                "203.0.113.7", "", gateway(Kind.GATEWAY_CHANGED, Optional.of("203.0.113.9")));
    }

    @Test
    void gatewaysWithoutEnd_areForgotten() {
        places.with(HookEvent.of(port(Kind.PORT_OPENED, "203.0.113.7", 80)));
        for (int number = 0; number < PreviousPlaces.MOST; number++) {
            places.with(
                    HookEvent.of(
                            gateway(
                                    "http://192.168.1.1/" + number,
                                    Kind.GATEWAY_FOUND,
                                    Optional.empty())));
        }

        assertPrevious("", "", port(Kind.PORT_CHANGED, "203.0.113.8", 80));
    }

    private void assertPrevious(String address, String port, KeeperEvent event) {
        Map<String, String> variables = places.with(HookEvent.of(event));
        assertEquals(address, variables.get("POSTERN_PREVIOUS_ADDRESS"));
        assertEquals(port, variables.get("POSTERN_PREVIOUS_PORT"));
    }

    private static KeeperEvent port(Kind kind, String address, int port) {
        Optional<InetAddress> external = Optional.of(Fakes.address(address));
        OpenPort open = Fakes.openPort(Protocol.TCP, port);
        return new KeeperEvent(
                Instant.EPOCH,
                kind,
                Optional.of(Fakes.info()),
                external,
                Optional.of(Fakes.request(Protocol.TCP, 80)),
                Optional.of(AddressFamily.IPV4),
                Optional.of(new OpenPort(open.gatewayInfo(), external, open.mapping())),
                Optional.empty(),
                "");
    }

    private static KeeperEvent notOpen() {
        return new KeeperEvent(
                Instant.EPOCH,
                Kind.PORT_REFUSED,
                Optional.of(Fakes.info()),
                Optional.empty(),
                Optional.of(Fakes.request(Protocol.TCP, 80)),
                Optional.of(AddressFamily.IPV4),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    private static KeeperEvent gateway(Kind kind, Optional<String> address) {
        return gateway(Fakes.DESCRIPTION_URL, kind, address);
    }

    private static KeeperEvent gateway(String id, Kind kind, Optional<String> address) {
        return new KeeperEvent(
                Instant.EPOCH,
                kind,
                Optional.of(Fakes.info(id, "My Router")),
                address.map(Fakes::address),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }
}
