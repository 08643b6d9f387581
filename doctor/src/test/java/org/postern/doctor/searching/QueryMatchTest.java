// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.doctor.evidence.GatewaySeen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

class QueryMatchTest {
    private static final String URL = "http://127.0.0.1:5000/rootDesc.xml";
    private static final List<String> UDNS = List.of("uuid:ABC", "uuid:def");

    private static GatewaySeen seen() throws UnknownHostException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        return new GatewaySeen(
                "pcp:127.0.0.1",
                "Home Router",
                loopback,
                loopback,
                "lo",
                List.of("pcp", "upnp"),
                0,
                Optional.of(URL));
    }

    private static boolean accepts(GatewayQuery query) throws UnknownHostException {
        return new QueryMatch(query, InterfaceChoice.any()).accepts(seen(), UDNS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pcp:127.0.0.1", "home router", "127.0.0.1", URL, "uuid:abc", "DEF"})
    void aGatewayIsKnownByAllItsNames(String wanted) throws Exception {
        assertTrue(accepts(GatewayQuery.standard().withWanted(wanted)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "router", "http://127.0.0.1:5000/", "uuid:abcd"})
    void anyOtherNameIsOfAnotherOne(String wanted) throws Exception {
        assertFalse(accepts(GatewayQuery.standard().withWanted(wanted)));
    }

    @Test
    void itMustSpeakTheProtocolThatIsAskedFor() throws Exception {
        assertTrue(accepts(GatewayQuery.standard().withControlProtocol("upnp")));
        assertFalse(accepts(GatewayQuery.standard().withControlProtocol("nat-pmp")));
    }
}
