// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.control.Candidate;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Capability;
import org.postern.gateways.internal.routes.Route;
import org.postern.gateways.places.HostPlaces;
import org.postern.testkit.ModelGateway;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Quirk S30: of several gateways the default one is taken, whichever answers first. */
class DefaultGatewayTest {
    private static final long MILLI = 1_000_000;
    private static final String DEFAULT = "192.168.1.1";
    private static final String OTHER = "192.168.1.2";
    private static final String OWN = "192.168.1.77";

    private List<InetAddress> routes = List.of(address(DEFAULT));
    private GatewayElection election = election("");

    @Test
    void theDefaultGateway_isTakenAtOnce() throws Exception {
        found(DEFAULT, Standing.PUBLIC, 5);
        Elected elected = election.decide(5 * MILLI).orElseThrow();
        assertEquals(DEFAULT, elected.candidate().id());
        assertEquals("It is PUBLIC. It was the first valid gateway to answer.", elected.reason());
    }

    @Test
    void anotherOfEqualStanding_waitsForTheDefaultGateway() throws Exception {
        found(OTHER, Standing.PUBLIC, 5);
        assertEquals(Optional.empty(), election.decide(1500 * MILLI));
        found(DEFAULT, Standing.PUBLIC, 1500);
        Elected elected = election.decide(1500 * MILLI).orElseThrow();
        assertEquals(DEFAULT, elected.candidate().id());
        assertEquals(
                "It is PUBLIC. It is the best of 2 valid gateways that answered. It is this"
                        + " machine's default gateway.",
                elected.reason());
        assertEquals(List.of("Name of " + OTHER + ": It is PUBLIC."), elected.passedOver());
    }

    @Test
    void anotherOfBetterStanding_isTakenOnceTheDefaultGatewayHasAnswered() throws Exception {
        found(OTHER, Standing.PUBLIC, 5);
        found(DEFAULT, Standing.DISCONNECTED, 30);
        Elected elected = election.decide(30 * MILLI).orElseThrow();
        assertEquals(OTHER, elected.candidate().id());
        assertTrue(
                elected.reason().endsWith("default gateway, where no valid gateway answered."),
                elected.reason());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNSURE", "PRIVATE", "NO_ADDRESS"})
    void aDefaultGatewayWithoutAPublicAddress_isTaken_howeverFastAnotherAnswers(Standing standing)
            throws Exception {
        found(DEFAULT, standing, 5);
        found(OTHER, Standing.PUBLIC, 20);
        assertEquals(DEFAULT, election.decide(110 * MILLI).orElseThrow().candidate().id());

        election = election("");
        found(OTHER, Standing.PUBLIC, 5);
        found(DEFAULT, standing, 20);
        Elected elected = election.decide(110 * MILLI).orElseThrow();
        assertEquals(DEFAULT, elected.candidate().id());
        assertTrue(
                elected.reason().endsWith(" It is this machine's default gateway."),
                elected.reason());
    }

    @Test
    void whereTheDefaultGatewayDoesNotAnswer_theTimeoutDecides() throws Exception {
        found(OTHER, Standing.PUBLIC, 5);
        assertEquals(OTHER, election.decide(2100 * MILLI).orElseThrow().candidate().id());
    }

    @Test
    void ofOthers_theSameOneIsTaken_whateverTheirOrder() throws Exception {
        List<String> hosts = List.of("192.168.1.9", "192.168.1.130", "192.168.1.40");
        for (int first = 0; first < hosts.size(); first++) {
            election = election("");
            for (int i = 0; i < hosts.size(); i++) {
                found(hosts.get((first + i) % hosts.size()), Standing.PUBLIC, i);
            }
            assertEquals(
                    "192.168.1.9", election.decide(2100 * MILLI).orElseThrow().candidate().id());
        }
    }

    @Test
    void oneOnThisMachine_isTakenOnlyIfNothingElseIsValid() throws Exception {
        routes = List.of();
        election = election("");
        found(OWN, Standing.PUBLIC, 5);
        assertEquals(Optional.empty(), election.decide(1000 * MILLI));
        found(OTHER, Standing.PRIVATE, 1000);
        assertEquals(OTHER, election.decide(1000 * MILLI).orElseThrow().candidate().id());

        election = election("");
        found(OWN, Standing.PUBLIC, 5);
        found(DEFAULT, Standing.DISCONNECTED, 5);
        assertEquals(OWN, election.decide(2100 * MILLI).orElseThrow().candidate().id());
    }

    @Test
    void oneThatIsAskedFor_waitsForNobody() throws Exception {
        election = election(OTHER);
        found(OTHER, Standing.PUBLIC, 5);
        assertEquals(OTHER, election.decide(5 * MILLI).orElseThrow().candidate().id());
    }

    /** Elsewhere than on Linux, the system's command is asked. */
    @Test
    void aRouteThatBecomesKnownLater_counts() throws Exception {
        routes = List.of();
        election = election("");
        routes = List.of(address(DEFAULT));
        found(OTHER, Standing.PUBLIC, 5);
        assertEquals(Optional.empty(), election.decide(5 * MILLI));
    }

    @Test
    void onlyRoutesOfTheChosenInterface_count() throws Exception {
        String lo = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
        Route via = new Route(address(DEFAULT), lo, 0);
        Route gone = new Route(address(DEFAULT), "gone0", 0);
        GatewayQuery query = GatewayQuery.standard().withNetworkInterface(lo);
        assertTrue(HostPlaces.of(query, ipv6 -> List.of(via)).hasDefaultGateway());
        assertFalse(HostPlaces.of(query, ipv6 -> List.of(gone)).hasDefaultGateway());
    }

    private GatewayElection election(String wanted) {
        return new GatewayElection(
                GatewayQuery.standard().withWanted(wanted),
                new HostPlaces(
                        () -> new HostPlaces.Addresses(Set.copyOf(routes), Set.of(address(OWN)))),
                List.of("upnp"),
                0);
    }

    private void found(String host, Standing standing, long millis) {
        ModelGateway gateway = ModelGateway.at("upnp", host, EnumSet.noneOf(Capability.class));
        election.found(
                "upnp",
                new Candidate(
                        host,
                        "Name of " + host,
                        Optional.of(gateway),
                        standing,
                        false,
                        true,
                        "It is " + standing + ".",
                        List.of(),
                        List.of()),
                millis * MILLI);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
