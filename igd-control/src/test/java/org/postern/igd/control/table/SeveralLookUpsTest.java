// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpResult;

import java.util.List;
import java.util.Optional;

/** Several ports of a router that does not list them: each is looked up, or the table is read. */
@Timeout(60)
class SeveralLookUpsTest extends PortsOfRouter {
    @ParameterizedTest
    @ValueSource(ints = {714, 713, 402})
    void portsThatAreNotThere_areLeftOut(int code) throws Exception {
        start(1, 101, 102);
        router.on(
                SPECIFIC,
                asked ->
                        asked.get("NewExternalPort").equals("103")
                                ? Optional.of(fault(code))
                                : Optional.empty());

        assertEquals(List.of(101, 102), find(range(101, 103)));

        assertEquals(3, router.asked().size());
    }

    /** Quirk A27. */
    @ParameterizedTest
    @ValueSource(ints = {401, 501, 602})
    void brokenLookUp_isMadeUpForByOneListByIndex(int code) throws Exception {
        start(1, 101, 120);
        router.refusing(SPECIFIC, code);

        assertEquals(range(101, 110), find(range(101, 110)));

        assertEquals(1, router.asked(SPECIFIC).size());
        assertEquals(10, router.asked(GENERIC).size());
    }

    @Test
    void brokenLookUp_ofAPortThatIsNotThere_readsTheWholeTable() throws Exception {
        start(1, 101, 105);
        router.refusing(SPECIFIC, 401);

        assertEquals(List.of(105), find(List.of(105, 106)));
    }

    @Test
    void brokenLookUp_andNoListEither_isAFailure() throws Exception {
        start(1, 101, 105);
        router.refusing(SPECIFIC, 401);
        router.refusing(GENERIC, 401);

        GatewayException failure =
                assertThrows(GatewayException.class, () -> find(range(101, 105)));

        assertEquals(401, failure.code().orElseThrow().value());
    }

    /** Quirk A27. */
    @Test
    void lookUpThatFindsNothing_isDoubted() throws Exception {
        start(1, 101, 105);
        router.refusing(SPECIFIC, 714);

        assertEquals(List.of(102, 103), find(List.of(102, 103)));
    }

    @Test
    void longTable_isNotReadOnASuspicion() throws Exception {
        start(1, 1, 200);

        assertEquals(List.of(), find(List.of(1001, 1002)));

        assertEquals(
                List.of(
                        SPECIFIC + " ,1001,TCP",
                        SPECIFIC + " ,1002,TCP",
                        GENERIC + " 0",
                        SPECIFIC + " ,1,TCP"),
                router.asked());
    }

    /** Quirk A27. */
    @Test
    void longTableOfARouterThatHidesEntries_isReadToABound() throws Exception {
        start(1, 1, 200);
        router.refusing(SPECIFIC, 714);

        assertEquals(List.of(), find(List.of(1001, 1002)));

        assertEquals(TableSearch.MOST_GLANCED, router.asked(GENERIC).size());
    }

    @Test
    void emptyTable_isBelieved() throws Exception {
        start(1, 1, 0);

        assertEquals(List.of(), find(List.of(1001, 1002)));

        assertEquals(2, router.asked(SPECIFIC).size());
        assertTrue(router.asked(GENERIC).size() <= 2, router.asked()::toString);
    }

    @Test
    void refusalToTellOfOnePort_isNoAbsence() throws Exception {
        start(1, 101, 105);
        router.on(
                SPECIFIC,
                asked ->
                        asked.get("NewExternalPort").equals("107")
                                ? Optional.of(fault(606))
                                : Optional.empty());

        GatewayException failure =
                assertThrows(GatewayException.class, () -> find(List.of(101, 107)));

        assertEquals(UpnpResult.NOT_AUTHORIZED, UpnpResult.of(failure));
    }

    @Test
    void refusalToTellOfOnePort_doesNotCountWhereTheTableTells() throws Exception {
        start(1, 101, 105);
        router.on(
                SPECIFIC,
                asked ->
                        asked.get("NewExternalPort").equals("103")
                                ? Optional.of(fault(606))
                                : Optional.empty());

        assertEquals(List.of(101, 103), find(List.of(101, 103)));
    }
}
