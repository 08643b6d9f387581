// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.gateway.StubSoapRouter.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is tried when a router refuses to map the asked port, rung by rung. */
@Timeout(60)
class MappingFallbackTest extends OneSoapRouter {
    @ParameterizedTest
    @ValueSource(ints = {725, 402})
    void aLeaseThatIsRefused_becomesPermanent_andTheNotesSaySo(int code) throws Exception {
        refuseUnless(code, add -> lease(add) == 0);

        MappingResult result = map(ASKED);

        assertEquals(Duration.ZERO, result.mapping().lease());
        assertEquals(2, result.notes().size());
    }

    /** Quirk A11. */
    @ParameterizedTest
    @CsvSource({"604800, 604800", "86400, 3600"})
    void aPermanentLeaseThatIsRefused_becomesTheLongestThatIsTaken(long most, long taken)
            throws Exception {
        refuseUnless(402, add -> lease(add) > 0 && lease(add) <= most);

        assertEquals(Duration.ofSeconds(taken), map(request(8080, 80, "web", 0)).mapping().lease());
    }

    /** Quirk A22. */
    @ParameterizedTest
    @ValueSource(ints = {402, 501, 605})
    void aDescriptionThatIsTooLong_isCut_andTheLeaseStays(int code) throws Exception {
        refuseUnless(code, add -> description(add).length() <= 63);

        MappingResult result = map(request(8080, 80, "x".repeat(300), 3600));

        assertEquals("x".repeat(60), result.mapping().description());
        assertEquals(Duration.ofHours(1), result.mapping().lease());
        assertFalse(result.notes().isEmpty());
    }

    @Test
    void aDescriptionThatIsNotTaken_isMadePlain_orLeftOut() throws Exception {
        refuseUnless(501, add -> description(add).matches("[ -~]*"));
        assertEquals("Tur", map(request(8080, 80, "T\u00fcr", 3600)).mapping().description());
        refuseUnless(501, add -> description(add).isEmpty());
        assertEquals("", map(request(8081, 80, "web", 3600)).mapping().description());
    }

    /** Quirk A21. */
    @Test
    void aDescriptionThatServesOnlyOnce_isGivenTheProtocol() throws Exception {
        router.hold(Protocol.UDP, 8080, "127.0.0.1", 80, "web");
        refuseUnless(501, add -> !description(add).equals("web"));

        assertEquals("web TCP", map(ASKED).mapping().description());
    }

    /** Quirk A15. */
    @ParameterizedTest
    @ValueSource(ints = {718, 729, 501, 402})
    void whatTheRouterHoldsAlready_isSuccess(int code) throws Exception {
        router.hold(Protocol.TCP, 8080, "127.0.0.1", 80, "called otherwise");
        router.refusing("AddPortMapping", code);

        MappingResult result = map(ASKED);

        assertEquals("called otherwise", result.mapping().description());
        assertFalse(result.notes().isEmpty());
        assertEquals(List.of(), router.asked("DeletePortMapping"));
    }

    @Test
    void ourOwnEntryThatIsStale_isDeletedAndAddedAgain() throws Exception {
        router.holdOwn(8080, 4444);
        refuseUnless(718, add -> router.ports().isEmpty());

        MappingResult result = map(ASKED);

        assertEquals(80, result.mapping().internalPort());
        assertFalse(result.notes().isEmpty());
    }

    @Test
    void ourOwnEntryThatStays_thoughTheNewOneIsAccepted_isDeletedAndAddedAgain() throws Exception {
        router.holdOwn(8080, 4444);
        router.on(
                "AddPortMapping",
                add ->
                        router.ports().isEmpty()
                                ? Optional.empty()
                                : Optional.of(StubSoapRouter.done()));

        MappingResult result = map(ASKED);

        assertEquals(80, result.mapping().internalPort());
        assertEquals(List.of("80"), internalPorts());
    }

    @Test
    void aRouterThatForwardsToAnotherPort_isAskedTwice_andTheNotesSaySo() throws Exception {
        router.on(
                "AddPortMapping",
                add -> {
                    add.put("NewInternalPort", "8080");
                    return Optional.empty();
                });

        MappingResult result = map(ASKED);

        assertEquals(8080, result.mapping().internalPort());
        assertFalse(result.notes().isEmpty());
        assertEquals(2, router.asked("AddPortMapping").size());
    }

    @Test
    void ourOwnEntryThatRunsOutSooner_isReplaced() throws Exception {
        router.holdOwn(8080, 80);
        router.table().get(0).put("NewLeaseDuration", "100");
        refuseUnless(718, add -> router.ports().isEmpty());

        assertEquals(Duration.ofHours(1), map(ASKED).mapping().lease());
    }

    @Test
    void ourOwnEntryThatWasDeletedInVain_isPutBack() throws Exception {
        router.holdOwn(8080, 4444);
        refuseUnless(718, add -> add.get("NewInternalPort").equals("4444"));

        assertEquals(718, failure(ASKED).code().orElseThrow().value());
        assertEquals(List.of("4444"), internalPorts());
    }

    /** Quirk A8. */
    @Test
    void error726_isTriedOnceWithAStar() throws Exception {
        refuseUnless(726, add -> add.get("NewRemoteHost").equals("*"));

        assertEquals(8080, map(ASKED).mapping().externalPort());
        router.refusing("AddPortMapping", 726);
        assertEquals(UpnpResult.REMOTE_HOST_MUST_BE_WILDCARD, UpnpResult.of(failure(ASKED)));
        assertEquals(4, router.asked("AddPortMapping").size());
    }

    /** Quirk A18. */
    @Test
    void error402_whateverHelps_isTried_andTheTableIsCounted() throws Exception {
        for (int port = 1; port <= 9; port++) {
            router.holdOther(port);
        }
        router.refusing("AddPortMapping", 402);

        GatewayException failure = failure(ASKED);

        assertEquals(UpnpResult.INVALID_ARGS, UpnpResult.of(failure));
        assertEquals(Set.of("0", "3600", "604800"), tried(7));
        assertTrue(tried(6).containsAll(Set.of("web", "")), tried(6)::toString);
        assertFalse(router.asked("GetGenericPortMappingEntry").isEmpty());
        assertEquals(
                router.asked("AddPortMapping").size(),
                new HashSet<>(router.asked("AddPortMapping")).size(),
                "nothing is asked twice");
    }

    /** The values of one argument of AddPortMapping. */
    private Set<String> tried(int argument) {
        return router.asked("AddPortMapping").stream()
                .map(each -> each.split(",", -1)[argument])
                .collect(Collectors.toSet());
    }

    private List<String> internalPorts() {
        return router.table().stream().map(each -> each.get("NewInternalPort")).toList();
    }

    private static long lease(Map<String, String> add) {
        return Long.parseLong(add.get("NewLeaseDuration"));
    }

    private static String description(Map<String, String> add) {
        return add.get("NewPortMappingDescription");
    }
}
