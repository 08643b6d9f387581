// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A quirk of the server decides what is answered to which request. */
@Timeout(60)
class ServedQuirksTest {
    private static final String GET = "GET /rootDesc.xml HTTP/1.1\r\n\r\n";

    private static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:1";
    private static final String STATUS_CALL =
            SoapClient.envelope("<u:GetStatusInfo xmlns:u=\"" + TYPE + "\"/>");
    private static final String POST_HEAD =
            "POST /ctl/WANIPConn1 HTTP/1.1\r\nContent-Length: "
                    + STATUS_CALL.length()
                    + "\r\nSOAPACTION: \""
                    + TYPE
                    + "#GetStatusInfo\"\r\n\r\n";

    /** Where each form of control URL answers, and that the usual place does not any more. */
    @ParameterizedTest
    @CsvSource({
        "query-control, /control?WANIPConn1",
        "bare-query, /rootDesc.xml?control=WANIPConn1",
        "relative-urls, /upnp/control/WANIPConn1",
        "root-relative, /soap/WANIPConn1",
        "colon-paths, /uuid:0014-bf09/WANIPConn1:1",
    })
    void movedControl_answersThereAndNowhereElse(String quirk, String target) throws Exception {
        try (SimulatedRouter router = start(Quirk.named(quirk).orElseThrow())) {
            assertEquals(200, status(router.descriptionUrl().resolve(target)));
            assertEquals(404, status(router.descriptionUrl().resolve("/ctl/WANIPConn1")));
            assertEquals(404, status(router.descriptionUrl().resolve("/control?WANCommonIFC2")));
        }
    }

    @Test
    void controlPort_answersThereAndNotOnTheDescriptionsPort() throws Exception {
        try (SimulatedRouter router = start(Quirk.CONTROL_PORT)) {
            Matcher url =
                    Pattern.compile("<controlURL>(http[^<]+WANIPConn1)</")
                            .matcher(SoapClient.get(router.descriptionUrl()));
            assertTrue(url.find());
            URI control = URI.create(url.group(1));
            assertNotEquals(router.descriptionUrl().getPort(), control.getPort());
            assertEquals(200, status(control));
            assertEquals(404, status(router.descriptionUrl().resolve("/ctl/WANIPConn1")));
        }
    }

    @ParameterizedTest
    @CsvSource({"dead-ppp-first, WANPPP", "dead-ip-first, WANIP", "two-sessions, WANPPP"})
    void deadService_saysThatItIsDisconnected(String quirk, String type) throws Exception {
        try (SimulatedRouter router = start(Quirk.named(quirk).orElseThrow())) {
            SoapClient dead =
                    new SoapClient(
                            router,
                            "urn:schemas-upnp-org:service:" + type + "Connection:1",
                            "/ctl/dead/WANIPConn1");
            assertEquals("Disconnected", dead.call("GetStatusInfo").value("NewConnectionStatus"));
            assertEquals(
                    "0.0.0.0", dead.call("GetExternalIPAddress").value("NewExternalIPAddress"));
        }
    }

    @Test
    void fakedIgd1_isForSomeAgentsOnly() throws Exception {
        RouterConfig igd2 = TestNet.quiet().withIgdVersion(2).withQuirks(Quirk.FAKED_IGD1);
        try (SimulatedRouter router = SimulatedRouter.start(igd2)) {
            String plain = RawHttp.ask(router, GET);
            String faked =
                    RawHttp.ask(
                            router,
                            "GET /rootDesc.xml HTTP/1.1\r\n"
                                    + "User-Agent: Microsoft-Windows/10.0 UPnP/1.0\r\n\r\n");
            assertTrue(plain.contains("WANIPConnection:2") && !plain.contains("WANIPConnection:1"));
            assertTrue(faked.contains("WANIPConnection:1") && !faked.contains(":2</"));
        }
    }

    @Test
    void oneRequest_failsTheSecondOnAConnection() throws Exception {
        try (SimulatedRouter router = start(Quirk.ONE_REQUEST);
                Socket socket = RawHttp.connect(router)) {
            RawHttp.send(socket, GET + GET);
            String answers =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answers.startsWith("HTTP/1.1 200"), answers);
            assertTrue(answers.contains("</root>\nHTTP/1.1 405"), answers);
            assertTrue(RawHttp.ask(router, GET + GET).startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void oneSegment_refusesTwo() throws Exception {
        try (SimulatedRouter router = start(Quirk.ONE_SEGMENT)) {
            assertEquals("HTTP/1.1 200 OK", inSegments(router, POST_HEAD + STATUS_CALL));
            // Now and then the system hands both over as one.
            TestNet.until(
                    "two segments are refused",
                    () ->
                            inSegments(router, POST_HEAD, STATUS_CALL)
                                    .equals("HTTP/1.1 400 Bad Request"));
        }
        try (SimulatedRouter any = start()) {
            assertEquals("HTTP/1.1 200 OK", inSegments(any, POST_HEAD, STATUS_CALL));
        }
    }

    @Test
    void noHalfClose_answersOnlyAClientThatKeepsItsSideOpen() throws Exception {
        try (SimulatedRouter router = start(Quirk.NO_HALF_CLOSE);
                Socket socket = RawHttp.connect(router)) {
            RawHttp.send(socket, GET);
            socket.shutdownOutput();
            assertEquals(-1, socket.getInputStream().read());
            assertTrue(RawHttp.ask(router, GET).startsWith("HTTP/1.1 200"));
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:%d, 200", "127.0.0.1%%lo:%d, 400", "127.0.0.1, 400", "x:%d, 400"})
    void exactHost_refusesAllOthers(String host, int status) throws Exception {
        try (SimulatedRouter router = start(Quirk.EXACT_HOST)) {
            String header = "Host: " + host.formatted(router.descriptionUrl().getPort());
            String answer =
                    RawHttp.ask(router, "GET /rootDesc.xml HTTP/1.1\r\n" + header + "\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        }
    }

    @Test
    void chunkedRequests_areRefusedByEveryRouter() throws Exception {
        try (SimulatedRouter router = start()) {
            String chunked =
                    "POST /ctl/WANIPConn1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
            assertTrue(RawHttp.ask(router, chunked).startsWith("HTTP/1.1 411"));
        }
    }

    /** What GetStatusInfo gets there. */
    private static int status(URI control) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(control)
                        .header("SOAPACTION", '"' + TYPE + "#GetStatusInfo\"")
                        .POST(HttpRequest.BodyPublishers.ofString(STATUS_CALL))
                        .build();
        return SoapClient.HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    /** The status line of the answer to a request that is sent piece by piece. */
    private static String inSegments(SimulatedRouter router, String... pieces) throws Exception {
        try (Socket socket = RawHttp.connect(router)) {
            socket.setTcpNoDelay(true);
            for (String piece : pieces) {
                RawHttp.send(socket, piece);
                // Gives the router time to read what has come so far.
                RawHttp.ask(router, GET);
            }
            return firstLine(socket);
        }
    }

    private static String firstLine(Socket socket) throws Exception {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static SimulatedRouter start(Quirk... quirks) throws Exception {
        return SimulatedRouter.start(TestNet.quiet().withQuirks(quirks));
    }
}
