// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.gateway.StubSoapRouter.done;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.gateway.StubSoapRouter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Several ports in one call: what is found, and how few requests that takes. */
@Timeout(60)
class SeveralPortsTest {
    private static final String LIST = "GetListOfPortMappings";
    private static final String SPECIFIC = "GetSpecificPortMappingEntry";
    private static final String GENERIC = "GetGenericPortMappingEntry";

    private StubSoapRouter router;

    @AfterEach
    void close() {
        if (router != null) {
            router.close();
        }
    }

    @Test
    void nearPortsOfIgd2_takeOneRequest() throws Exception {
        start(2, 101, 150);
        listing(UnaryOperator.identity());

        assertEquals(range(101, 150), find(range(101, 150)));

        assertEquals(List.of(LIST + " 101,150,TCP,0,0"), router.asked());
    }

    /** Others may have opened every port between: miniupnpd crashes when it lists 200. */
    @Test
    void rangesAreSoNarrowThatNoListIsTooLong() throws Exception {
        start(2, 1, 400);
        listing(UnaryOperator.identity());

        assertEquals(List.of(1, 100, 101, 399), find(List.of(1, 100, 101, 399)));

        assertEquals(
                List.of(LIST + " 1,100,TCP,0,0", SPECIFIC + " ,101,TCP", SPECIFIC + " ,399,TCP"),
                router.asked());
    }

    @Test
    void firstVersion_isAskedForEach() throws Exception {
        start(1, 101, 105);

        assertEquals(range(101, 105), find(range(101, 105)));

        assertEquals(5, router.asked(SPECIFIC).size());
        assertEquals(5, router.asked().size());
    }

    @Test
    void portsThatAListLacks_areLookedUpAtItsEnd_andThenItIsBelieved() throws Exception {
        start(2, 101, 110);
        listing(UnaryOperator.identity());

        assertEquals(range(101, 110), find(range(101, 140)));

        assertEquals(
                List.of(
                        LIST + " 101,140,TCP,0,0",
                        SPECIFIC + " ,138,TCP",
                        SPECIFIC + " ,139,TCP",
                        SPECIFIC + " ,140,TCP"),
                router.asked());
    }

    @Test
    void emptyTable_isNotSearched() throws Exception {
        start(2, 1, 0);
        listing(UnaryOperator.identity());

        assertEquals(List.of(), find(range(101, 140)));

        assertEquals(1 + SeveralPorts.PROBES, router.asked().size());
    }

    @Test
    void listThatWithholds_isNotBelieved() throws Exception {
        start(2, 101, 130);
        router.on(LIST, asked -> Optional.of(done("NewPortListing", list(some(p -> p < 110)))));

        assertEquals(range(101, 130), find(range(101, 130)));

        assertEquals(1, router.asked(LIST).size());
        assertEquals(21, router.asked(SPECIFIC).size());
    }

    @Test
    void listThatIsCutOff_isNotBelieved() throws Exception {
        start(2, 101, 105);
        listing(entries -> entries.substring(0, entries.length() / 2));

        assertEquals(range(101, 105), find(range(101, 105)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 501, 602, 606, 733})
    void refusedList_isNotAskedForAgain(int code) throws Exception {
        start(2, 101, 105);
        router.refusing(LIST, code);

        assertEquals(range(101, 105), find(List.of(101, 102, 103, 104, 105, 1001, 1002)));

        assertEquals(1, router.asked(LIST).size());
        assertEquals(7, router.asked(SPECIFIC).size());
    }

    @Test
    void listThatNeverComes_leavesTimeForTheOthers() throws Exception {
        start(2, 101, 103);
        router.on(LIST, asked -> Optional.of(StubSoapRouter.LOST));

        assertEquals(range(101, 103), find(range(101, 103)));
    }

    @Test
    void listOfMoreThanWasAskedFor_isReadForThatOnly() throws Exception {
        start(2, 101, 120);
        router.on(LIST, asked -> Optional.of(done("NewPortListing", list(some(p -> true)))));

        assertEquals(List.of(103, 105), find(List.of(103, 105)));
    }

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

    @Test
    void noPorts_noQuestions() throws Exception {
        start(2, 101, 105);

        assertEquals(List.of(), find(List.of()));

        assertEquals(List.of(), router.asked());
    }

    @Test
    void portOutOfRange_isRefusedHere() throws Exception {
        start(2, 101, 105);

        GatewayException failure =
                assertThrows(GatewayException.class, () -> find(List.of(1, 65536)));

        assertEquals(UpnpResult.INVALID_PORT, UpnpResult.of(failure));
        assertEquals(List.of(), router.asked());
    }

    private void start(int version, int first, int last) throws Exception {
        router = new StubSoapRouter(version);
        // The router answers in no order of its own.
        IntStream.rangeClosed(first, last).forEach(port -> router.holdOwn(port, port));
    }

    private static SortedSet<PortKey> keys(List<Integer> ports) {
        SortedSet<PortKey> keys = new TreeSet<>();
        ports.forEach(port -> keys.add(PortKey.tcp(port)));
        return keys;
    }

    private List<Integer> find(List<Integer> ports) throws Exception {
        return router.gateway().findAll(keys(ports)).stream()
                .map(PortMapping::externalPort)
                .toList();
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    /** As IGD:2 does it; what is written may be spoilt. */
    private void listing(UnaryOperator<String> spoilt) {
        router.on(
                LIST,
                asked -> {
                    int first = Integer.parseInt(asked.get("NewStartPort"));
                    int last = Integer.parseInt(asked.get("NewEndPort"));
                    String entries = some(port -> port >= first && port <= last);
                    return Optional.of(
                            entries.isEmpty()
                                    ? fault(730)
                                    : done("NewPortListing", spoilt.apply(list(entries))));
                });
    }

    private String some(Predicate<Integer> wanted) {
        return router.table().stream()
                .filter(each -> wanted.test(Integer.parseInt(each.get("NewExternalPort"))))
                .map(SeveralPortsTest::xml)
                .collect(Collectors.joining());
    }

    private static String list(String entries) {
        return "&lt;p:PortMappingList&gt;" + entries + "&lt;/p:PortMappingList&gt;";
    }

    private static String xml(Map<String, String> entry) {
        return entry.entrySet().stream()
                .map(each -> tag(each.getKey(), each.getValue()))
                .collect(
                        Collectors.joining(
                                "", "&lt;p:PortMappingEntry&gt;", "&lt;/p:PortMappingEntry&gt;"));
    }

    private static String tag(String name, String value) {
        String listed = "p:" + name.replace("NewPortMappingDescription", "NewDescription");
        return "&lt;" + listed + "&gt;" + value + "&lt;/" + listed + "&gt;";
    }
}
