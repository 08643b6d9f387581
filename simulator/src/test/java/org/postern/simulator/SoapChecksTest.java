// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.simulator.SoapClient.Answer;

class SoapChecksTest {
    private static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:2";
    private static final String CALL =
            "<u:GetExternalIPAddress xmlns:u=\"" + TYPE + "\"></u:GetExternalIPAddress>";
    private static final String HEADER = '"' + TYPE + "#GetExternalIPAddress\"";

    private SimulatedRouter router;
    private SoapClient client;

    @BeforeEach
    void start() throws Exception {
        router = SimulatedRouter.start(TestNet.quiet().withIgdVersion(2));
        client = SoapClient.connection(router, 2);
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void rightCall_isAnsweredInItsNamespace() throws Exception {
        Answer answer = client.post(HEADER, SoapClient.envelope(CALL));
        assertEquals(200, answer.status());
        assertTrue(answer.document().contains("<u:GetExternalIPAddressResponse xmlns:u=\"" + TYPE));
        assertEquals("203.0.113.7", answer.value("NewExternalIPAddress"));
    }

    @Test
    void earlierVersion_isAnsweredInThatVersion() throws Exception {
        Answer answer = SoapClient.connection(router, 1).call("GetExternalIPAddress");
        assertEquals(200, answer.status());
        assertTrue(answer.document().contains("WANIPConnection:1\""));
    }

    @Test
    void laterVersion_isNoActionOfThisService() throws Exception {
        assertEquals(401, SoapClient.connection(router, 3).call("GetExternalIPAddress").code());
    }

    @Test
    void soapActionHeader_mustNameTypeAndActionInQuotationMarks() throws Exception {
        String body = SoapClient.envelope(CALL);
        assertEquals(401, client.post(TYPE + "#GetExternalIPAddress", body).code());
        assertEquals(401, client.post('"' + TYPE + "#GetStatusInfo\"", body).code());
        Answer answer = client.post("\"urn:x:1#GetExternalIPAddress\"", body);
        assertEquals(401, answer.code());
        assertEquals(500, answer.status());
    }

    @Test
    void unknownAction_gives401() throws Exception {
        assertEquals(401, client.call("OpenSesame").code());
        assertTrue(router.requests().contains("OpenSesame"));
    }

    @Test
    void argumentsMissingAddedOrRepeated_give402() throws Exception {
        assertEquals(402, client.call("GetGenericPortMappingEntry").code());
        assertEquals(402, client.call("GetExternalIPAddress", "NewMore", "1").code());
        String index = "NewPortMappingIndex";
        assertEquals(402, client.call("GetGenericPortMappingEntry", index, "0", index, "0").code());
    }

    @Test
    void arguments_mayComeInAnyOrder() throws Exception {
        Answer swapped =
                client.call(
                        "DeletePortMapping",
                        "NewExternalPort",
                        "1",
                        "NewRemoteHost",
                        "",
                        "NewProtocol",
                        "TCP");
        assertEquals(714, swapped.code());
    }

    @Test
    void whatIsNoSoap_gives400() throws Exception {
        assertEquals(400, client.post(HEADER, "hello").status());
        assertEquals(400, client.post(HEADER, "<a/>").status());
        assertEquals(400, client.post(HEADER, SoapClient.envelope(CALL) + "<").status());
        assertEquals(400, client.post(HEADER, SoapClient.envelope("")).status());
    }

    @Test
    void entities_areNotExpanded() throws Exception {
        String bomb =
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>"
                        + SoapClient.envelope(CALL.replace("\"></u", "\"><NewX>&b;</NewX></u"));
        assertEquals(400, client.post(HEADER, bomb).status());
    }

    @Test
    void oversizedRequests_areRefusedUnread() throws Exception {
        String post = "POST /ctl/WANIPConn1 HTTP/1.1\r\n";
        assertTrue(
                RawHttp.ask(router, post + "Content-Length: 99999999\r\n\r\n").contains(" 413 "));
        assertTrue(
                RawHttp.ask(router, post + "Transfer-Encoding: chunked\r\n\r\n").contains(" 411 "));
        assertTrue(RawHttp.ask(router, "nonsense\r\n\r\n").contains(" 400 "));
        assertTrue(
                RawHttp.ask(router, post + "A: " + "b".repeat(16_385 - 3 - post.length()))
                        .contains(" 431 "));
    }
}
