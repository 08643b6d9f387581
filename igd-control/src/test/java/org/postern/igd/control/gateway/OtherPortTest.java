// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.gateway.StubSoapRouter.anyPort;
import static org.postern.igd.control.gateway.StubSoapRouter.done;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.upnp.UpnpResult;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Which port is opened where any will do. */
@Timeout(60)
class OtherPortTest {
    private StubSoapRouter router;

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void whereAnythingIsSeen_isPassedBy() throws Exception {
        start(1);
        router.holdOther(8080);
        router.holdOwn(8081, 4444);
        router.holdOther(8082);
        refuse(718, port -> port == 8080);

        MappingResult result = router.gateway().map(anyPort(8080, 80));

        assertEquals(8083, result.mapping().externalPort());
        assertEquals(List.of(8080, 8081, 8082, 8083), router.ports());
        assertEquals(2, result.notes().size());
    }

    /** Quirk A17: 501 for a conflict, at most four other ports. */
    @ParameterizedTest
    @ValueSource(ints = {501, 402})
    void aDoubtfulRefusal_isTriedAtFourOtherPorts(int code) throws Exception {
        start(1);
        refuse(code, port -> port < 8084);
        assertEquals(8084, router.gateway().map(anyPort(8080, 80)).mapping().externalPort());
        refuse(code, port -> true);
        int before = router.asked("AddPortMapping").size();
        failure(9000);
        long ports =
                router.asked("AddPortMapping").stream()
                        .skip(before)
                        .map(each -> each.split(",")[1])
                        .distinct()
                        .count();
        assertEquals(5, ports);
    }

    /** Quirk A16. */
    @Test
    void portsThatAreAllRefusedAlike_areGivenUp_andTheReasonIsGuessed() throws Exception {
        start(1);
        router.refusing("AddPortMapping", 718);

        GatewayException failure = failure(8080);

        assertEquals(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, UpnpResult.of(failure));
        assertTrue(failure.advice().contains(Advice.LIST_MAPPINGS));
        assertEquals(17, router.asked("AddPortMapping").size());
    }

    /** Quirk A19. */
    @Test
    void aLowPortThatIsRefused_becomesAHighOne() throws Exception {
        start(1);
        refuse(606, port -> port < 1024);

        assertEquals(8080, router.gateway().map(anyPort(80, 80)).mapping().externalPort());
    }

    /** Quirks A16 and A70: that tells a port that is not allowed from a machine that is not. */
    @Test
    void aPortThatIsNotAllowed_isTriedOnceElsewhere() throws Exception {
        start(1);
        router.refusing("AddPortMapping", 606);

        assertEquals(UpnpResult.NOT_AUTHORIZED, UpnpResult.of(failure(8080)));
        assertEquals(2, router.asked("AddPortMapping").size());
    }

    @Test
    void error724_opensThePortOfTheProgramOutsideToo() throws Exception {
        start(1);
        samePortsOnly();

        MappingResult result = router.gateway().map(anyPort(8080, 9090));

        assertEquals(9090, result.mapping().externalPort());
        assertEquals(9090, result.mapping().internalPort());
        assertEquals(2, result.notes().size());
    }

    @Test
    void error724_leavesAlone_whatStandsAtThePortOfTheProgram() throws Exception {
        start(1);
        samePortsOnly();
        router.holdOwn(9090, 4444);

        assertEquals(UpnpResult.SAME_PORT_VALUES_REQUIRED, UpnpResult.of(failure(8080)));
        assertEquals("4444", router.table().get(0).get("NewInternalPort"));
    }

    @Test
    void error724_evenForTheSamePort_endsSoon() throws Exception {
        start(1);
        router.refusing("AddPortMapping", 724);

        assertEquals(UpnpResult.SAME_PORT_VALUES_REQUIRED, UpnpResult.of(failure(8080)));
        assertEquals(2, router.asked("AddPortMapping").size());
    }

    @Test
    void secondVersion_choosesThePortItself() throws Exception {
        start(2);
        router.holdOther(8080);
        refuse(718, port -> port == 8080);
        reserving(50123);

        MappingResult result = router.gateway().map(anyPort(8080, 80));

        assertEquals(50123, result.mapping().externalPort());
        assertEquals(1, router.asked("AddPortMapping").size());
        assertEquals(1, router.asked("AddAnyPortMapping").size());
    }

    /** The router lab: miniupnpd overwrites our own mapping beside the port that is asked for. */
    @Test
    void secondVersion_isAskedAtAPortAtWhichNothingIsSeen() throws Exception {
        start(2);
        router.holdOther(8080);
        router.holdOwn(8081, 4444);
        refuse(718, port -> port == 8080);
        reserving(8082);

        router.gateway().map(anyPort(8080, 80));

        assertTrue(
                router.asked("AddAnyPortMapping").get(0).startsWith("AddAnyPortMapping ,8082,"),
                router.asked()::toString);
    }

    /** Quirk A41. */
    @ParameterizedTest
    @ValueSource(ints = {401, 602, 501, 728})
    void secondVersionWithoutTheAction_isAskedPortByPort(int code) throws Exception {
        start(2);
        router.holdOther(8080);
        refuse(718, port -> port == 8080);
        router.refusing("AddAnyPortMapping", code);

        assertEquals(8081, router.gateway().map(anyPort(8080, 80)).mapping().externalPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "potato", "7777"})
    void aReservedPortThatIsNotOurs_isNotBelieved(String reserved) throws Exception {
        start(2);
        router.holdOther(8080);
        refuse(718, port -> port == 8080);
        router.on("AddAnyPortMapping", add -> Optional.of(done("NewReservedPort", reserved)));

        assertEquals(8081, router.gateway().map(anyPort(8080, 80)).mapping().externalPort());
    }

    @Test
    void aLostAnswerToAddAny_isLookedForInTheList_andNotAskedAgain() throws Exception {
        start(2);
        router.holdOther(8080);
        refuse(718, port -> port == 8080);
        router.on(
                "AddAnyPortMapping",
                add -> {
                    router.holdOwn(50123, 80);
                    return Optional.of(StubSoapRouter.LOST);
                });

        assertEquals(50123, router.gateway().map(anyPort(8080, 80)).mapping().externalPort());
        assertEquals(List.of(8080, 50123), router.ports());
        assertFalse(router.asked("AddPortMapping").size() > 1, router.asked()::toString);
    }

    @Test
    void aLostAnswerToAddAny_whoseTraceCannotBeSeen_isAFailure_notASecondPort() throws Exception {
        start(2);
        router.holdOther(8080);
        refuse(718, port -> port == 8080);
        router.on("AddAnyPortMapping", add -> Optional.of(StubSoapRouter.LOST));
        router.refusing("GetGenericPortMappingEntry", 401);

        GatewayException failure = failure(8080);

        assertTrue(failure.isUnanswered());
        assertTrue(failure.advice().contains(Advice.LIST_MAPPINGS));
        assertEquals(1, router.asked("AddPortMapping").size());
    }

    @Test
    void ourOldEntryAtTheAskedPort_isPutBack_whenAnotherPortIsOpened() throws Exception {
        start(1);
        router.holdOwn(8080, 4444);
        router.on(
                "AddPortMapping",
                add ->
                        add.get("NewExternalPort").equals("8080")
                                        && !add.get("NewInternalPort").equals("4444")
                                ? Optional.of(fault(718))
                                : Optional.empty());

        assertEquals(8081, router.gateway().map(anyPort(8080, 80)).mapping().externalPort());
        assertEquals(List.of(8081, 8080), router.ports());
    }

    private void start(int version) throws Exception {
        router = new StubSoapRouter(version);
    }

    private GatewayException failure(int port) {
        return assertThrows(
                GatewayException.class, () -> router.gateway().map(anyPort(port, 9090)));
    }

    private void refuse(int code, IntPredicate ports) {
        router.on(
                "AddPortMapping",
                add ->
                        ports.test(Integer.parseInt(add.get("NewExternalPort")))
                                ? Optional.of(fault(code))
                                : Optional.empty());
    }

    private void samePortsOnly() {
        router.on(
                "AddPortMapping",
                add ->
                        add.get("NewExternalPort").equals(add.get("NewInternalPort"))
                                ? Optional.empty()
                                : Optional.of(fault(724)));
    }

    private void reserving(int port) {
        router.on(
                "AddAnyPortMapping",
                add -> {
                    Map<String, String> entry = new LinkedHashMap<>(add);
                    entry.put("NewExternalPort", String.valueOf(port));
                    router.table().add(entry);
                    return Optional.of(done("NewReservedPort", String.valueOf(port)));
                });
    }
}
