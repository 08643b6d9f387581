// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.simulator.SoapClient.Answer;

import java.util.List;

class Igd2ActionsTest {
    private static final String CLIENT = "127.0.0.1";
    private static final String OTHER = "127.0.0.3";

    private SimulatedRouter router;
    private SoapClient client;
    private int port;

    @BeforeEach
    void start() throws Exception {
        router = SimulatedRouter.start(TestNet.quiet().withIgdVersion(2));
        client = SoapClient.connection(router, 2);
        port = TestNet.freePort(router.wanAddress());
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void leaseZero_becomesAWeek() throws Exception {
        client.add("UDP", port, CLIENT, 7000, 0);
        assertEquals(604_800, router.mappings().get(0).leaseSeconds());
    }

    @Test
    void valuesOutOfRange_haveTheirOwnCodes() throws Exception {
        assertEquals(601, client.add("SCTP", port, CLIENT, 7000, 60).code());
        assertEquals(601, client.add("TCP", port, CLIENT, 7000, 604_801).code());
        assertEquals(732, client.add("TCP", port, CLIENT, 0, 60).code());
        assertEquals(716, client.add("TCP", 0, CLIENT, 7000, 60).code());
        assertEquals(715, client.add("TCP", port, "", 7000, 60).code());
        assertTrue(router.mappings().isEmpty());
    }

    @Test
    void addAny_takesTheWishIfItIsFree() throws Exception {
        Answer answer = any(port, CLIENT);
        assertEquals(Integer.toString(port), answer.value("NewReservedPort"));
        assertEquals(port, router.mappings().get(0).externalPort());
    }

    @Test
    void addAny_givesAnotherPortIfItIsTaken() throws Exception {
        client.add("TCP", port, OTHER, 7000, 60);
        Answer answer = any(port, CLIENT);
        assertEquals(200, answer.status());
        assertNotEquals(Integer.toString(port), answer.value("NewReservedPort"));
        assertEquals(
                answer.value("NewReservedPort"),
                Integer.toString(router.mappings().get(1).externalPort()));
    }

    @Test
    void addAny_renewsTheCallersOwn() throws Exception {
        any(port, CLIENT);
        assertEquals(Integer.toString(port), any(port, CLIENT).value("NewReservedPort"));
        assertEquals(1, router.mappings().size());
    }

    @Test
    void list_showsWhatIsInRange() throws Exception {
        client.add("TCP", port, CLIENT, 7000, 60);
        client.add("UDP", port, CLIENT, 7000, 60);
        Answer answer = range("GetListOfPortMappings", port, port, "TCP", "1", "0");
        String listing = answer.document();
        assertTrue(listing.contains("<![CDATA[<p:PortMappingList xmlns:p="), listing);
        assertEquals(2, listing.split("<p:PortMappingEntry>", -1).length);
        for (String part :
                List.of(
                        "p:NewRemoteHost><",
                        "p:NewExternalPort>" + port + "<",
                        "p:NewProtocol>TCP<",
                        "p:NewInternalPort>7000<",
                        "p:NewInternalClient>127.0.0.1<",
                        "p:NewEnabled>1<",
                        "p:NewDescription>a test<",
                        "p:NewLeaseTime>")) {
            assertTrue(listing.contains(part), part);
        }
    }

    @Test
    void listWithoutManage_showsOnlyTheCallersOwn() throws Exception {
        client.add("TCP", port, OTHER, 7000, 60);
        assertEquals(730, range("GetListOfPortMappings", 1, 65_535, "TCP", "0", "0").code());
        assertEquals(200, range("GetListOfPortMappings", 1, 65_535, "TCP", "1", "0").status());
    }

    @Test
    void listOfAtMostOne_showsOne() throws Exception {
        client.add("UDP", port, CLIENT, 7000, 60);
        any(50_200, CLIENT);
        any(50_201, CLIENT);
        Answer answer = range("GetListOfPortMappings", 1, 65_535, "TCP", "1", "1");
        String listing = answer.document();
        assertEquals(2, listing.split("<p:PortMappingEntry>", -1).length);
    }

    @Test
    void emptyAndInconsistentRanges_haveTheirCodes() throws Exception {
        assertEquals(730, range("GetListOfPortMappings", 1, 65_535, "UDP", "1", "0").code());
        assertEquals(733, range("GetListOfPortMappings", 2, 1, "UDP", "1", "0").code());
        assertEquals(730, delete(1, 65_535, "1").code());
        assertEquals(733, delete(2, 1, "1").code());
    }

    @Test
    void deleteRange_removesWhatTheCallerMay() throws Exception {
        client.add("TCP", port, OTHER, 7000, 60);
        assertEquals(730, delete(port, port, "0").code());
        assertEquals(200, delete(port, port, "1").status());
        assertTrue(router.mappings().isEmpty());
    }

    private Answer any(int wish, String internalClient) throws Exception {
        return client.mapping("AddAnyPortMapping", "", wish, "TCP", 7000, internalClient, "1", 60);
    }

    private Answer delete(int start, int end, String manage) throws Exception {
        return client.call(
                "DeletePortMappingRange",
                "NewStartPort",
                Integer.toString(start),
                "NewEndPort",
                Integer.toString(end),
                "NewProtocol",
                "TCP",
                "NewManage",
                manage);
    }

    private Answer range(
            String action, int start, int end, String protocol, String manage, String count)
            throws Exception {
        return client.call(
                action,
                "NewStartPort",
                Integer.toString(start),
                "NewEndPort",
                Integer.toString(end),
                "NewProtocol",
                protocol,
                "NewManage",
                manage,
                "NewNumberOfPorts",
                count);
    }
}
