// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.state.StateSamples.FORMER;
import static org.postern.port.keeper.state.StateSamples.GATEWAY;
import static org.postern.port.keeper.state.StateSamples.HERE;

import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.OpenPort;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people read. */
class SentencesTest {
    private static final PortMapping MAPPING =
            StateSamples.mapping(PortKey.tcp(80), HERE, true, 3600);
    private static final GatewayState PUBLIC =
            new GatewayState(Optional.of(StateSamples.ip("203.0.113.5")), 0);
    private static final GatewayState NONE = new GatewayState(Optional.empty(), 0);

    private static OpenPort port(GatewayState state) {
        return new OpenPort(GATEWAY, state.externalAddress(), MAPPING);
    }

    private static PortMapping called(String description) {
        return new PortMapping(
                MAPPING.protocol(),
                MAPPING.externalPort(),
                HERE,
                MAPPING.internalPort(),
                description,
                true,
                MAPPING.lease(),
                "");
    }

    @Test
    void aRouterHasItsName_orItsAddress() {
        GatewayInfo nameless =
                new GatewayInfo("id", List.of("x"), "", "", "", GATEWAY.address(), HERE, Map.of());
        assertEquals("router", Sentences.name(GATEWAY));
        assertEquals("192.168.1.1", Sentences.name(nameless));
    }

    @Test
    void ofARouterItIsSaidWhatItsAddressIs() {
        assertEquals(
                "Found gateway router (id), external address 203.0.113.5.",
                Sentences.found(GATEWAY, PUBLIC));
        assertEquals(
                "Found gateway router (id), without an external address.",
                Sentences.found(GATEWAY, NONE));
        assertEquals("router is at id now.", Sentences.moved(GATEWAY));
        assertEquals(
                "router has the external address 203.0.113.5 now.",
                Sentences.address(GATEWAY, PUBLIC));
        assertEquals("router has no external address now.", Sentences.address(GATEWAY, NONE));
    }

    @Test
    void ofAPortItIsSaidWhereItIs() {
        assertEquals(
                "TCP port 80 is open on router at 203.0.113.5:80.", Sentences.opened(port(PUBLIC)));
        assertEquals(
                "TCP port 80 is open on router; the router has no external address now.",
                Sentences.opened(port(NONE)));
        assertEquals(
                "TCP port 80 on router is now at 203.0.113.5:80.", Sentences.changed(port(PUBLIC)));
        assertEquals(
                "TCP port 80 on router has no external address now.",
                Sentences.changed(port(NONE)));
        assertEquals(
                "TCP port 80 is no longer open on router: gone.",
                Sentences.lost(port(NONE), "gone."));
    }

    @Test
    void ofAPortItIsSaidWhyItIsNotOpen() {
        assertEquals(
                "TCP port 80 is kept open for bundle x.",
                Sentences.kept(PortKey.tcp(80), "bundle x"));
        assertEquals(
                "router holds TCP port 80 as disabled. Enable it on the router's web page.",
                Sentences.disabled(GATEWAY, PortKey.tcp(80)));
    }

    @Test
    void whoHoldsAPortIsNamed() {
        assertEquals(
                "TCP port 80 of router is held by another program on this machine, port 80, called"
                        + " 'game'.",
                Sentences.held(GATEWAY, MAPPING));
        assertEquals(
                "TCP port 80 of router is held by 192.168.1.11, port 80, called 'game'.",
                Sentences.held(GATEWAY, StateSamples.mapping(PortKey.tcp(80), FORMER, true, 60)));
        assertEquals(
                "TCP port 80 of router is held by another program on this machine, port 80, called"
                        + " 'PCP MAP 0123', which opened it over NAT-PMP or PCP: close it with that"
                        + " program, or choose another port.",
                Sentences.held(GATEWAY, called("PCP MAP 0123")));
        assertTrue(Sentences.held(GATEWAY, called("NAT-PMP 80 tcp")).contains("over NAT-PMP"));
        assertEquals(
                "TCP port 80 of router is held by a client that the router does not disclose,"
                        + " called 'game'.",
                Sentences.held(
                        GATEWAY,
                        StateSamples.mapping(
                                PortKey.tcp(80), StateSamples.ip("0.0.0.0"), true, 60)));
    }

    @Test
    void ofOurMappingToAnOlderAddressItIsSaidUntilWhenItLasts() {
        PortMapping leased = StateSamples.mapping(PortKey.tcp(80), FORMER, true, 60);
        PortMapping forever = StateSamples.mapping(PortKey.tcp(80), FORMER, true, 0);

        assertEquals(
                "TCP port 80 of router is still mapped by Postern to this machine's former address"
                        + " 192.168.1.11, and the router permits only that address to remove it."
                        + " It ends with its lease at 2026-01-01T00:01:00Z.",
                Sentences.former(GATEWAY, leased, StateSamples.WALL));
        assertEquals(
                "TCP port 80 of router is still mapped by Postern to this machine's former address"
                        + " 192.168.1.11, and the router permits only that address to remove it."
                        + " It is permanent: remove it on the router's web page.",
                Sentences.former(GATEWAY, forever, StateSamples.WALL));
    }
}
