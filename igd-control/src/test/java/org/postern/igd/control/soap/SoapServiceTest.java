// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every failure names the router, the action, and what the user can do. */
@Timeout(30)
class SoapServiceTest {
    private static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:1";
    private static final Action GET = Action.of("GetStatusInfo");
    private static final Action ADD = Action.of("AddPortMapping");

    private final HttpClient http = new HttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private StubHttpDevice server;
    private volatile boolean takesPost = true;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile InetAddress caller = InetAddress.getLoopbackAddress();

    @BeforeEach
    void start() throws IOException {
        server =
                StubHttpDevice.serving(
                        (connection, request) -> {
                            asked.add(request.method());
                            caller = connection.getInetAddress();
                            StubHttpDevice.write(
                                    connection,
                                    StubHttpDevice.response(
                                            takesPost || isMandatory(request) ? status : 405,
                                            answer));
                        });
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void success_givesTheArguments() throws IOException {
        answer = "<Envelope><Body><R><NewUptime>7</NewUptime></R></Body></Envelope>";

        assertEquals(Map.of("NewUptime", "7"), call(GET).arguments());
    }

    @Test
    void fault_isTranslatedAndQuoted() {
        status = 500;
        answer =
                "<Envelope><Body><Fault><errorCode>718</errorCode><errorDescription>Taken"
                        + "</errorDescription></Fault></Body></Envelope>";
        GatewayException failure = failure(ADD);

        assertEquals(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, UpnpResult.of(failure));
        assertEquals(OptionalInt.of(718), UpnpResult.upnpErrorCode(failure.code()));
        assertEquals(
                "Home router refused AddPortMapping with error 718, \"Taken\". The port is taken by"
                        + " another client or not permitted: try another port.",
                failure.getMessage());
    }

    private static boolean isMandatory(StubHttpDevice.Request request) {
        return request.method().equals("M-POST")
                && request.header("MAN")
                        .equals("\"http://schemas.xmlsoap.org/soap/envelope/\"; ns=01")
                && request.header("01-SOAPACTION").equals("\"" + TYPE + "#GetStatusInfo\"");
    }

    /** Quirk A59. */
    @Test
    void postThatIsNotAllowed_isMandatory() throws IOException {
        takesPost = false;
        answer = "<Envelope><Body><R><NewUptime>7</NewUptime></R></Body></Envelope>";

        assertEquals(Map.of("NewUptime", "7"), call(GET).arguments());
        assertEquals(List.of("POST", "M-POST"), asked);
    }

    /** Quirk A68. */
    @Test
    void asksFromTheAddressThatIsNamed() throws IOException {
        InetAddress other = InetAddress.getByName("127.0.0.2");
        assumeTrue(isUsable(other), "Skipped: loopback is one address here");

        call(service().from(other), ADD);

        assertEquals(other, caller);
    }

    /** It may have gone since it was looked up. */
    @Test
    void whereThatAddressCannotBeUsed_theSystemChooses() throws IOException {
        InetAddress gone = InetAddress.getByName("192.0.2.1");
        assertFalse(isUsable(gone));

        call(service().from(gone), ADD);

        assertEquals(InetAddress.getByName("127.0.0.1"), caller);
    }

    private static boolean isUsable(InetAddress own) {
        try (ServerSocket socket = new ServerSocket(0, 1, own)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whereNeitherIsAllowed_thePostCounts() {
        takesPost = false;
        status = 501;

        assertFailure(UpnpResult.HTTP_ERROR, "with HTTP status 405", GET);
        assertEquals(2, asked.size());
    }

    @Test
    void statusWithoutAFault_isAnHttpError() {
        status = 404;

        assertFailure(UpnpResult.HTTP_ERROR, "with HTTP status 404", GET);
    }

    @Test
    void faultWithoutACode_isAnHttpError() {
        status = 500;
        answer = "<Envelope><Body><Fault/></Body></Envelope>";

        assertFailure(UpnpResult.HTTP_ERROR, "with a fault without an error code", GET);
    }

    @Test
    void webPage_isAnInvalidResponse() {
        answer = "<html>login</html>";

        assertFailure(UpnpResult.INVALID_RESPONSE, "the document is an HTML page", GET);
    }

    @Test
    void emptyAnswer_isNoneToAQuestion() {
        assertFailure(UpnpResult.INVALID_RESPONSE, "gave an empty answer", GET);
    }

    /** Quirk A35; whoever asked for a change reads back what came of it. */
    @Test
    void emptyAnswer_toAChange_isASuccess() throws IOException {
        assertEquals(Map.of(), call(ADD).arguments());
    }

    @Test
    void nobodyThere_isASocketError() {
        server.close();

        assertFailure(UpnpResult.SOCKET_ERROR, "could not be reached at 127.0.0.1", GET);
    }

    private void assertFailure(UpnpResult result, String words, Action action) {
        GatewayException failure = failure(action);
        String message = String.valueOf(failure.getMessage());
        assertEquals(result, UpnpResult.of(failure), message);
        assertEquals(OptionalInt.empty(), UpnpResult.upnpErrorCode(failure.code()));
        assertTrue(message.contains(words), message);
        assertTrue(message.contains("Home router") && message.contains(action.name()), message);
    }

    private GatewayException failure(Action action) {
        CompletionException failure = assertThrows(CompletionException.class, () -> call(action));
        return assertInstanceOf(GatewayException.class, failure.getCause());
    }

    private Reply.Done call(Action action) throws IOException {
        return call(service(), action);
    }

    /** Fails with a {@link CompletionException}. */
    Reply.Done call(SoapService service, Action action) {
        return service.call(action, Duration.ofSeconds(20)).join();
    }

    private SoapService service() throws IOException {
        URI url = server.url("/ctl");
        Peer peer = Peer.of(url, server.address());
        return new SoapService(http, "Home router", TYPE, url, peer);
    }
}
