// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.gateway.StubSoapRouter.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is made of refusals that no other words help against, and of lost answers. */
@Timeout(60)
class MappingRefusalTest extends OneSoapRouter {
    @ParameterizedTest
    @ValueSource(ints = {718, 729, 501, 402})
    void anothersEntry_isLeftAlone_andItsHolderIsTold(int code) throws Exception {
        router.hold(Protocol.TCP, 8080, "192.0.2.9", 81, "x\u202ebox");
        router.refusing("AddPortMapping", code);

        GatewayException failure = failure(ASKED);

        assertEquals(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, UpnpResult.of(failure));
        assertEquals(code, failure.code().orElseThrow().value());
        assertEquals(Set.of(Advice.ANY_PORT), failure.advice());
        assertEquals(1, router.asked("AddPortMapping").size());
        assertEquals(List.of(), router.asked("DeletePortMapping"));
    }

    /** Quirk A16. */
    @Test
    void aConflictAtAnEmptyPort_isNotSaidToBeOne() throws Exception {
        router.refusing("AddPortMapping", 718);

        GatewayException failure = failure(ASKED);

        assertEquals(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, UpnpResult.of(failure));
        assertEquals(Set.of(Advice.ANY_PORT), failure.advice());
    }

    @Test
    void error724_isExplained_forNobodyAskedForAnotherPort() throws Exception {
        refuseUnless(724, add -> add.get("NewExternalPort").equals(add.get("NewInternalPort")));

        GatewayException failure = failure(ASKED);

        assertEquals(UpnpResult.SAME_PORT_VALUES_REQUIRED, UpnpResult.of(failure));
        assertEquals(List.of(), router.ports());
    }

    @ParameterizedTest
    @CsvSource({
        "606, NOT_AUTHORIZED",
        "403, NOT_AUTHORIZED",
        "727, EXT_PORT_MUST_BE_WILDCARD",
        "728, NO_PORT_MAPS_AVAILABLE",
        "716, EXT_PORT_WILDCARD_NOT_PERMITTED",
    })
    void aRefusalThatNothingHelps_isExplainedAfterOneAttempt(int code, UpnpResult result)
            throws Exception {
        router.refusing("AddPortMapping", code);

        GatewayException failure = failure(ASKED);

        assertEquals(result, UpnpResult.of(failure));
        assertEquals(code, failure.code().orElseThrow().value());
        assertEquals(1, router.asked("AddPortMapping").size());
    }

    /** Quirk A19. */
    @ParameterizedTest
    @ValueSource(ints = {606, 716})
    void aLowPortThatIsRefused_isSaidToBeLow(int code) throws Exception {
        router.refusing("AddPortMapping", code);

        GatewayException failure = failure(request(80, 0, "", 0));

        assertEquals(code, failure.code().orElseThrow().value());
        assertEquals(Set.of(Advice.ANY_PORT), failure.advice());
    }

    @Test
    void aRouterThatRefusesEverything_isAskedABoundedNumberOfTimes() {
        for (int code : new int[] {402, 501, 600, 718, 725, 606, 800}) {
            router.refusing("AddPortMapping", code);
            int before = router.asked().size();
            assertThrows(GatewayException.class, () -> map(StubSoapRouter.anyPort(8080, 80)));
            assertTrue(router.asked().size() - before < 100, router.asked()::toString);
        }
    }

    /** What was asked for twice may be refused once: the first copy was heard. */
    @Test
    void aLostAnswer_isNoFailure_whenTheRouterHoldsTheMapping() throws Exception {
        router.losingAnswers("AddPortMapping", 1);

        MappingResult result = map(ASKED);

        assertEquals(80, result.mapping().internalPort());
        assertEquals(List.of(8080), router.ports());
    }

    @Test
    void aLostQuestion_isAskedAgain() throws Exception {
        router.losingQuestion("AddPortMapping");

        assertEquals(8080, map(ASKED).mapping().externalPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "<s:Fault/>"})
    void anAnswerThatMakesNoSense_isNoFailure_whenTheRouterHoldsTheMapping(String answer)
            throws Exception {
        router.on(
                "AddPortMapping",
                add -> {
                    router.holdOwn(8080, 80);
                    return Optional.of(answer);
                });

        assertEquals(8080, map(ASKED).mapping().externalPort());
    }
}
