// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.gateway.StubSoapRouter.done;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.gateway.StubSoapRouter;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The whole table of an IGD:2 router in one answer for each protocol. */
@Timeout(60)
class BulkListingTest {
    private StubSoapRouter router;

    @AfterEach
    void close() {
        router.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void longTable_isReadInFewCalls_escapedOrAsCdata(boolean escaped) throws Exception {
        start(2, 20);
        listing(escaped ? PortMappingList::escaped : PortMappingList::cdata);

        List<PortMapping> entries = entries();

        assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(), ports(entries));
        assertEquals("xbox", entries.get(0).description());
        assertEquals("192.0.2.9", entries.get(0).internalClient().getHostAddress());
        assertEquals(2, router.asked("GetListOfPortMappings").size());
        assertTrue(router.asked().size() < 10, router.asked()::toString);
    }

    @Test
    void shortTable_isReadByIndex() throws Exception {
        start(2, 2);

        assertEquals(List.of(1, 2), ports(entries()));
        assertEquals(List.of(), router.asked("GetListOfPortMappings"));
    }

    @Test
    void firstVersion_isNeverAskedForTheList() throws Exception {
        start(1, 20);

        assertEquals(20, entries().size());
        assertEquals(List.of(), router.asked("GetListOfPortMappings"));
    }

    /** The router lab: miniupnpd 2.3.1 crashes. */
    @Test
    void veryLongTable_isNeverAskedForAsAList() throws Exception {
        start(2, 65);

        assertEquals(65, entries().size());
        assertEquals(List.of(), router.asked("GetListOfPortMappings"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 501, 602, 606, 733, 730})
    void refusedList_isReadByIndex(int code) throws Exception {
        start(2, 9);
        router.refusing("GetListOfPortMappings", code);

        assertEquals(9, entries().size());
    }

    @Test
    void listOfTheClientsOwnEntriesOnly_isNotTakenForTheTable() throws Exception {
        start(2, 9);
        listing(
                all ->
                        PortMappingList.cdata(
                                all.substring(0, all.indexOf("</p:PortMappingEntry>") + 21)));

        assertEquals(9, entries().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "&lt;x&gt;&lt;/x&gt;",
                "&lt;p:PortMappingList&gt;&lt;p:PortMappingEntry&gt;",
                "&lt;p:PortMappingList&gt;&lt;p:PortMappingEntry/&gt;&lt;/p:PortMappingList&gt;",
                "<p:PortMappingList><p:PortMappingEntry/></p:PortMappingList>"
            })
    void listThatCannotBeRead_isReadByIndex(String listing) throws Exception {
        start(2, 9);
        router.on("GetListOfPortMappings", asked -> Optional.of(done("NewPortListing", listing)));

        assertEquals(9, entries().size());
    }

    private void start(int version, int entries) throws Exception {
        router = new StubSoapRouter(version);
        IntStream.rangeClosed(1, entries).forEach(router::holdOther);
    }

    private List<PortMapping> entries() throws Exception {
        return new TableReader(router.session()).list().entries();
    }

    private static List<Integer> ports(List<PortMapping> entries) {
        return entries.stream().map(PortMapping::externalPort).toList();
    }

    /** The list as the standard writes it, put into the answer in some way. */
    private void listing(Function<String, String> into) {
        router.on(
                "GetListOfPortMappings",
                asked ->
                        Optional.of(
                                asked.get("NewProtocol").equals("UDP")
                                        ? fault(730)
                                        : done(
                                                "NewPortListing",
                                                into.apply(
                                                        PortMappingList.entries(
                                                                router.table().stream())))));
    }
}
