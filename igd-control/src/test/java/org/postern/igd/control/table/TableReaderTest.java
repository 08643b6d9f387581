// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.gateway.StubSoapRouter.done;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.gateway.StubSoapRouter;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The table read by index. */
@Timeout(60)
class TableReaderTest {
    private StubSoapRouter router;

    @BeforeEach
    void start() throws IOException {
        router = new StubSoapRouter(1);
    }

    @AfterEach
    void close() {
        router.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {713, 714, 402, 501, 800})
    void error_endsTheList(int code) throws Exception {
        assertEquals(List.of(1, 2), list(entry("TCP", 1), entry("UDP", 2), fault(code)));
        assertEquals(List.of(0, 1, 2, 1, 0), indices());
    }

    /** Quirk A25. */
    @Test
    void repeatedEntry_endsTheList() throws Exception {
        assertEquals(List.of(1, 2), list(entry("TCP", 1), entry("TCP", 2)));
        assertTrue(indices().size() < 10, indices()::toString);
    }

    @Test
    void circleOfEntries_endsTheList_thoughTheirLeasesChange() throws Exception {
        say(index -> entry("TCP", 1 + index % 5, 1000 - index));

        assertEquals(List.of(1, 2, 3, 4, 5), list());
        assertTrue(indices().size() < 20, indices()::toString);
    }

    @Test
    void endlessList_isCutOff() throws Exception {
        say(index -> entry("TCP", index % 65536));

        Listing listing = new TableReader(router.session()).list();

        assertEquals(IndexWalk.MAX_ENTRIES, listing.entries().size());
        assertTrue(!listing.complete());
    }

    @Test
    void endlessList_isReadAsLongAsThereIsTime() throws Exception {
        say(index -> entry("TCP", index % 65536));

        Listing listing = new TableReader(router.session(Duration.ofMillis(300))).list();

        assertTrue(!listing.entries().isEmpty() && !listing.complete());
    }

    @Test
    void entryOfAnotherProtocol_isSkipped() throws Exception {
        assertEquals(
                List.of(1, 2),
                list(
                        entry("GRE", 0),
                        entry("TCP", 1),
                        entry("TCP/UDP", 9),
                        entry("UDP", 2),
                        fault(713)));
    }

    @Test
    void entryThatCannotBeRead_isSkipped() throws Exception {
        assertEquals(List.of(1, 2), list(entry("TCP", 1), "no XML", entry("TCP", 2), fault(713)));
    }

    /** WANIPConnection:2 section 2.5.14: somebody else's. */
    @Test
    void entryThatIsHidden_isSkipped() throws Exception {
        assertEquals(
                List.of(1, 2),
                list(fault(606), entry("TCP", 1), fault(606), entry("TCP", 2), fault(713)));
        assertEquals(List.of(), list(fault(606), fault(713)));
    }

    @Test
    void aRouterThatHidesAll_refusesToList() {
        assertEquals(
                OptionalInt.of(606),
                UpnpResult.upnpErrorCode(
                        assertThrows(GatewayException.class, () -> list(fault(606))).code()));
    }

    @Test
    void endlessEntriesOfAnotherProtocol_endTheList() throws Exception {
        assertEquals(List.of(1), list(entry("TCP", 1), entry("GRE", 0)));
        assertTrue(indices().size() < 100, indices()::toString);
    }

    @Test
    void blankEntry_endsTheList() throws Exception {
        assertEquals(List.of(1), list(entry("TCP", 1), entry("", 0)));
        assertEquals(List.of(0, 1, 0), indices());
    }

    /** Quirk A26. */
    @ParameterizedTest
    @ValueSource(ints = {713, 714, 402, 501})
    void listThatStartsAtOne_isRead(int code) throws Exception {
        assertEquals(
                List.of(1, 2), list(fault(code), entry("TCP", 1), entry("TCP", 2), fault(713)));
    }

    @ParameterizedTest
    @CsvSource({"713, 713", "713, 501", "713, 401", "501, 501"})
    void emptyList_isAskedForTwice(int first, int second) throws Exception {
        assertEquals(List.of(), list(fault(first), fault(second)));
        assertEquals(List.of(0, 1), indices());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no XML", StubSoapRouter.LOST})
    void emptyList_staysSoWhereTheSecondQuestionFails(String second) throws Exception {
        assertEquals(List.of(), list(fault(713), second));
    }

    @Test
    void missingAction_isAFailure() {
        GatewayException failure = assertThrows(GatewayException.class, () -> list(fault(401)));

        assertEquals(OptionalInt.of(401), UpnpResult.upnpErrorCode(failure.code()));
    }

    @Test
    void failureWithinTheList_isNotItsEnd() {
        assertThrows(GatewayException.class, () -> list(entry("TCP", 1), "no XML"));
    }

    /** The entries behind it move down by one, past the reader. */
    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "3, 2", "5, 4"})
    void entryThatIsClosedMeanwhile_takesNoneOfTheOthersAway(int afterAsked, int removed)
            throws Exception {
        IntStream.rangeClosed(1, 6).forEach(router::holdOther);
        int[] asked = {0};
        router.on(
                "GetGenericPortMappingEntry",
                index -> {
                    if (asked[0] == afterAsked) {
                        router.table().remove(removed);
                    }
                    asked[0]++;
                    return Optional.empty();
                });

        assertEquals(router.ports().size(), 6);
        List<Integer> read = ports();
        assertEquals(router.ports(), read.stream().sorted().toList());
    }

    /** It moves the others up, so that one of them is read twice. */
    @Test
    void entryThatIsOpenedMeanwhile_doublesNone_andEndsNothing() throws Exception {
        IntStream.rangeClosed(1, 6).forEach(router::holdOther);
        int[] asked = {0};
        router.on(
                "GetGenericPortMappingEntry",
                index -> {
                    if (asked[0] == 2) {
                        router.holdOther(99);
                        router.table().add(0, router.table().remove(6));
                    }
                    asked[0]++;
                    return Optional.empty();
                });

        assertEquals(List.of(1, 2, 3, 4, 5, 6, 99), ports().stream().sorted().toList());
    }

    @Test
    void find_usesTheList_whereTheActionIsMissing_andStopsThere() throws Exception {
        IntStream.rangeClosed(1, 6).forEach(router::holdOther);
        router.refusing("GetSpecificPortMappingEntry", 401);
        TableReader table = new TableReader(router.session());

        assertEquals(2, table.find(PortKey.tcp(2)).orElseThrow().internalPort());
        assertEquals(List.of(0, 1), indices());
        assertEquals(Optional.empty(), table.find(PortKey.udp(2)));
    }

    /** The external ports of the list; the last answer is given again and again. */
    private List<Integer> list(String... said) throws Exception {
        List<String> answers = Arrays.asList(said);
        if (said.length > 0) {
            say(index -> answers.get(Math.min(index, said.length - 1)));
        }
        return ports();
    }

    private List<Integer> ports() throws Exception {
        return new TableReader(router.session())
                .list().entries().stream().map(PortMapping::externalPort).toList();
    }

    private void say(IntFunction<String> answer) {
        router.on(
                "GetGenericPortMappingEntry",
                each ->
                        Optional.of(
                                answer.apply(Integer.parseInt(each.get("NewPortMappingIndex")))));
    }

    private List<Integer> indices() {
        return router.asked("GetGenericPortMappingEntry").stream()
                .map(each -> Integer.parseInt(each.substring(each.indexOf(' ') + 1)))
                .toList();
    }

    private static String entry(String protocol, int port) {
        return entry(protocol, port, 0);
    }

    private static String entry(String protocol, int port, int lease) {
        return done(
                "NewProtocol",
                protocol,
                "NewExternalPort",
                String.valueOf(port),
                "NewLeaseDuration",
                String.valueOf(lease));
    }
}
