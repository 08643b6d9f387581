// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.control.Candidate;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.gateways.places.HostPlaces;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which gateway a search settles on, and when. */
class GatewayElectionTest {
    private static final long MILLI = 1_000_000;

    private final GatewayElection election = election("");

    @Test
    void aConnectedGatewayWithAPublicAddressEndsTheSearch() throws Exception {
        election.found("upnp", candidate("a", Standing.PUBLIC), 5 * MILLI);
        Elected elected = election.decide(5 * MILLI).orElseThrow();
        assertEquals("a", elected.candidate().id());
        assertEquals("It is PUBLIC. It was the first valid gateway to answer.", elected.reason());
    }

    @Test
    void aPrivateAddressIsTakenAfterTheGrace() throws Exception {
        election.found("upnp", candidate("a", Standing.PRIVATE), 5 * MILLI);
        assertEquals(Optional.empty(), election.decide(104 * MILLI));
        assertEquals(MILLI, election.nanosToWait(104 * MILLI));
        assertEquals("a", id(105 * MILLI));
    }

    @Test
    void theGraceRunsOnce_fromTheFirstValidOneOn_andTheBestIsTaken() throws Exception {
        election.found("upnp", candidate("a", Standing.NO_ADDRESS), 5 * MILLI);
        election.found("upnp", candidate("b", Standing.PRIVATE), 90 * MILLI);
        Elected elected = election.decide(105 * MILLI).orElseThrow();
        assertEquals("b", elected.candidate().id());
        assertEquals(
                "It is PRIVATE. It is the best of 2 valid gateways that answered.",
                elected.reason());
        assertEquals(List.of("Name of a: It is NO_ADDRESS."), elected.passedOver());
    }

    @Test
    void ofEqualsTheFirstToAnswerIsTaken_evenIfMoreBecameKnownOfIt() throws Exception {
        election.found("upnp", candidate("a", Standing.NO_ADDRESS), 0);
        election.found("upnp", candidate("b", Standing.PRIVATE), 1);
        election.found("upnp", candidate("a", Standing.PRIVATE), 2);
        assertEquals("a", id(100 * MILLI));
    }

    @Test
    void aPublicOneWithinTheGraceEndsIt() throws Exception {
        election.found("upnp", candidate("a", Standing.PRIVATE), 0);
        election.found("pcp", candidate("b", Standing.PUBLIC), 50 * MILLI);
        assertEquals("b", id(50 * MILLI));
    }

    @Test
    void aLastResortIsTakenAtTheTimeout() throws Exception {
        election.found("upnp", lastResort("old", Standing.PUBLIC), 0);
        assertEquals(Optional.empty(), election.decide(2000 * MILLI));
        assertEquals("old", id(2100 * MILLI));
    }

    @Test
    void aLastResortThatIsAskedForIsTakenAtOnce() throws Exception {
        GatewayElection wanted = election("old");
        wanted.found("upnp", lastResort("old", Standing.PUBLIC), 0);
        assertEquals("old", wanted.decide(0).orElseThrow().candidate().id());
    }

    @Test
    void aLastResortIsTakenOnceAllSearchesHaveEnded() throws Exception {
        election.found("upnp", lastResort("old", Standing.PRIVATE), 0);
        ended("upnp", "pcp");
        assertEquals("old", id(1));
    }

    @Test
    void whatEveryProtocolHasFoundIsEnough() throws Exception {
        election.found("upnp", candidate("a", Standing.PRIVATE), 0);
        ended("upnp", "pcp");
        assertEquals("a", id(1));
    }

    /** Quirk A31. */
    @Test
    void oneThatSaysThatItIsNotConnectedIsTried_whenAllHaveEndedAndNothingElseCame()
            throws Exception {
        election.found("upnp", candidate("off", Standing.DISCONNECTED), 0);
        election.found("upnp", candidate("doubtful", Standing.DOUBTFUL), 0);
        election.ended("upnp", Optional.empty());
        assertEquals(Optional.empty(), election.decide(2500 * MILLI));
        election.ended("pcp", Optional.empty());
        Elected elected = election.decide(2501 * MILLI).orElseThrow();
        assertEquals("doubtful", elected.candidate().id());
        assertEquals("It is DOUBTFUL. No other gateway answered.", elected.reason());
        assertEquals(List.of("Name of off: It is DISCONNECTED."), elected.passedOver());
    }

    @Test
    void afterTheTimeoutTheFirstValidOneThatIsReadIsTaken() throws Exception {
        assertEquals(Optional.empty(), election.decide(2200 * MILLI));
        election.found("upnp", candidate("slow", Standing.PRIVATE), 2300 * MILLI);
        assertEquals("slow", id(2300 * MILLI));
    }

    @Test
    void oneThatIsNotAskedForIsNoReplacement() throws Exception {
        GatewayElection wanted = election("other");
        wanted.found("upnp", unwanted("a", Standing.PUBLIC), 0);
        assertEquals(Optional.empty(), wanted.decide(100 * MILLI));
        wanted.found("upnp", candidate("b", Standing.PUBLIC), 100 * MILLI);
        Elected elected = wanted.decide(100 * MILLI).orElseThrow();
        assertEquals("It is the one that was asked for. It is PUBLIC.", elected.reason());
        assertEquals(List.of("Name of a: It is PUBLIC."), elected.passedOver());
    }

    @Test
    void oneThatIsNamedByItsUrlIsTaken_howeverDoubtful() throws Exception {
        GatewayElection wanted = election("http://192.168.1.1/x.xml");
        wanted.found("upnp", candidate("a", Standing.DOUBTFUL), 0);
        wanted.ended("pcp", Optional.empty());
        wanted.ended("upnp", Optional.empty());
        assertEquals("Its URL was given. It is DOUBTFUL.", wanted.decide(1).orElseThrow().reason());
    }

    @Test
    void noMoreThanAScreenfulIsTold_validOnesFirst() throws Exception {
        for (int i = 0; i < 40; i++) {
            election.found("upnp", candidate("off" + i, Standing.SILENT), 0);
        }
        election.found("upnp", candidate("second", Standing.PRIVATE), 0);
        election.found("upnp", candidate("first", Standing.PUBLIC), 0);
        Elected elected = election.decide(0).orElseThrow();
        assertEquals(16, elected.passedOver().size());
        assertEquals("Name of second: It is PRIVATE.", elected.passedOver().get(0));
    }

    @Test
    void aCrowdIsBounded() throws Exception {
        for (int i = 0; i < 5000; i++) {
            election.found("upnp", candidate("one" + i, Standing.PRIVATE), 0);
        }
        ended("upnp", "pcp");
        assertEquals(
                "It is PRIVATE. It is the best of 1024 valid gateways that answered.",
                election.decide(1).orElseThrow().reason());
    }

    @Test
    void aCrowdDoesNotHideABetterOne() throws Exception {
        for (int i = 0; i < 5000; i++) {
            election.found("upnp", candidate("off" + i, Standing.SILENT), 0);
        }
        election.found("pcp", candidate("late", Standing.PUBLIC), 0);
        assertEquals("late", id(1));
    }

    @Test
    void oneRouterOverTwoProtocolsIsOneGateway() throws Exception {
        Candidate bare = of(ModelGateway.bare("pcp"), Standing.NO_ADDRESS);
        Candidate listing = of(ModelGateway.listing("upnp"), Standing.PUBLIC);
        election.found("pcp", bare, 0);
        election.found("upnp", listing, 0);
        Elected elected = election.decide(0).orElseThrow();
        assertEquals("upnp", elected.protocol());
        assertEquals(
                List.of("pcp"),
                elected.partners().stream().map(Elected.Partner::protocol).toList());
        assertEquals(List.of(), elected.passedOver());
        assertTrue(elected.reason().endsWith("It was the first valid gateway to answer."));
    }

    @Test
    void oneThatCannotBeUsedIsNoPartner() throws Exception {
        election.found("pcp", of(ModelGateway.bare("pcp"), Standing.SILENT), 0);
        election.found("upnp", of(ModelGateway.listing("upnp"), Standing.PUBLIC), 0);
        assertEquals(List.of(), election.decide(0).orElseThrow().partners());
    }

    @Test
    void theMostTellingFailureIsThrown() {
        election.ended("pcp", Optional.of(new GatewayException(Reason.NO_DEVICES, "Nobody.")));
        GatewayException telling =
                new GatewayException(Reason.NO_GATEWAY, "Only a printer.")
                        .advising(Advice.LONGER_SEARCH);
        election.ended("upnp", Optional.of(telling));
        assertEquals(
                telling, assertThrows(GatewayException.class, () -> election.decide(1)).getCause());
    }

    @Test
    void severalFailuresAreOneMessage_withAllAdvice() {
        election.ended(
                "pcp",
                Optional.of(
                        new GatewayException(Reason.NO_DEVICES, "Nobody.")
                                .advising(Advice.NAME_GATEWAY)));
        election.ended(
                "upnp",
                Optional.of(
                        new GatewayException(Reason.NO_DEVICES, "Nothing.")
                                .advising(Advice.LONGER_SEARCH)));
        GatewayException failure = assertThrows(GatewayException.class, () -> election.decide(1));
        assertEquals(Reason.NO_DEVICES, failure.reason());
        assertEquals("Nobody. Nothing.", failure.getMessage());
        assertEquals(
                EnumSet.of(Advice.NAME_GATEWAY, Advice.LONGER_SEARCH, Advice.DIAGNOSE),
                failure.advice());
    }

    @Test
    void whereNothingIsWaitedFor_thereIsNothingToExamine() {
        GatewayElection atOnce =
                new GatewayElection(
                        GatewayQuery.standard().withTimeout(Duration.ZERO),
                        new HostPlaces(() -> new HostPlaces.Addresses(Set.of(), Set.of())),
                        List.of("upnp"),
                        0);
        atOnce.ended("upnp", Optional.of(new GatewayException(Reason.NO_DEVICES, "Nobody.")));
        GatewayException failure = assertThrows(GatewayException.class, () -> atOnce.decide(1));
        assertEquals(Set.of(), failure.advice());
    }

    @Test
    void aProtocolThatNeverEndsIsNotWaitedForForEver() {
        election.ended("pcp", Optional.of(new GatewayException(Reason.NO_DEVICES, "Nobody.")));
        GatewayException failure =
                assertThrows(GatewayException.class, () -> election.decide(32_000 * MILLI));
        assertEquals(Reason.NO_DEVICES, failure.reason());
        assertTrue(failure.getMessage().contains("upnp did not end"), failure.getMessage());
    }

    @Test
    void aTimeoutWithoutLimitIsOne() throws Exception {
        GatewayElection endless =
                new GatewayElection(
                        GatewayQuery.standard().withTimeout(Duration.ofSeconds(Long.MAX_VALUE)),
                        new HostPlaces(() -> new HostPlaces.Addresses(Set.of(), Set.of())),
                        List.of("upnp"),
                        0);
        assertEquals(Optional.empty(), endless.decide(Duration.ofDays(300).toNanos()));
        assertTrue(endless.nanosToWait(0) > 0);
    }

    private String id(long now) throws GatewayException {
        return election.decide(now).orElseThrow().candidate().id();
    }

    private void ended(String... protocols) {
        for (String each : protocols) {
            election.ended(each, Optional.empty());
        }
    }

    private static GatewayElection election(String wanted) {
        return new GatewayElection(
                GatewayQuery.standard().withWanted(wanted),
                new HostPlaces(() -> new HostPlaces.Addresses(Set.of(), Set.of())),
                List.of("upnp", "pcp"),
                0);
    }

    private static Candidate candidate(String id, Standing standing) {
        return candidate(id, standing, false, true);
    }

    private static Candidate lastResort(String id, Standing standing) {
        return candidate(id, standing, true, true);
    }

    private static Candidate unwanted(String id, Standing standing) {
        return candidate(id, standing, false, false);
    }

    /** Each at an address of its own. */
    private static Candidate candidate(
            String id, Standing standing, boolean lastResort, boolean wanted) {
        int hash = id.hashCode();
        ModelGateway gateway =
                ModelGateway.at(
                        "upnp",
                        "10.9." + (hash >> 8 & 255) + "." + (hash & 255),
                        EnumSet.noneOf(Capability.class));
        return new Candidate(
                id,
                "Name of " + id,
                Optional.of(gateway),
                standing,
                lastResort,
                wanted,
                "It is " + standing + ".",
                List.of(),
                List.of());
    }

    private static Candidate of(ModelGateway gateway, Standing standing) {
        return new Candidate(
                gateway.info().id(),
                "Name",
                Optional.of(gateway),
                standing,
                false,
                true,
                "It is " + standing + ".",
                List.of(),
                List.of());
    }
}
