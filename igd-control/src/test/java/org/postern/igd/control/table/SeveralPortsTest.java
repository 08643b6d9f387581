// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.postern.igd.control.gateway.StubSoapRouter.done;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.gateway.StubSoapRouter;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Several ports in one call: what is found, and how few requests that takes. */
@Timeout(60)
class SeveralPortsTest extends PortsOfRouter {
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
    void tenThousandPorts_takeOneRequestForEachHundred() throws Exception {
        start(2, 10_001, 20_000);
        listing(UnaryOperator.identity());

        assertEquals(range(10_001, 20_000), findPatiently(range(10_001, 20_000)));

        assertEquals(100, questions(LIST));
        assertEquals(100, questions(""));
    }

    /** However far apart they are: there are only so many port numbers. */
    @Test
    void tenThousandScatteredPorts_takeOneRequestForEachHundredNumbers() throws Exception {
        List<Integer> scattered =
                IntStream.range(0, 10_000).map(each -> 1 + 6 * each).boxed().toList();
        start(2, 1, 0);
        scattered.forEach(port -> router.holdOwn(port, port));
        listing(UnaryOperator.identity());

        assertEquals(scattered, findPatiently(scattered));

        assertEquals(589, questions(LIST));
        assertEquals(589, questions(""));
    }

    @Test
    void thousandPortsThatAreNotThere_takeTheProbesOfEachListBesides() throws Exception {
        start(2, 1, 100);
        listing(UnaryOperator.identity());

        assertEquals(List.of(), findPatiently(range(10_001, 11_000)));

        assertEquals(10, questions(LIST));
        assertEquals(10 * (1 + SeveralPorts.PROBES), questions(""));
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
        router.on(
                LIST,
                asked ->
                        Optional.of(
                                done(
                                        "NewPortListing",
                                        PortMappingList.escaped(some(p -> p < 110)))));

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
        router.on(
                LIST,
                asked ->
                        Optional.of(
                                done("NewPortListing", PortMappingList.escaped(some(p -> true)))));

        assertEquals(List.of(103, 105), find(List.of(103, 105)));
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

    /** On a busy machine so many requests may take longer than a call of a gateway lasts. */
    private List<Integer> findPatiently(List<Integer> ports) throws Exception {
        return new TableReader(router.session())
                .findAll(Protocol.TCP, new TreeSet<>(ports)).stream()
                        .map(PortMapping::externalPort)
                        .toList();
    }

    /** Each once: on a busy machine a question that is not answered at once is repeated. */
    private long questions(String action) {
        return router.asked().stream().filter(each -> each.startsWith(action)).distinct().count();
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
                                    : done(
                                            "NewPortListing",
                                            spoilt.apply(PortMappingList.escaped(entries))));
                });
    }

    private String some(Predicate<Integer> wanted) {
        return PortMappingList.entries(
                router.table().stream()
                        .filter(
                                each ->
                                        wanted.test(
                                                Integer.parseInt(each.get("NewExternalPort")))));
    }
}
