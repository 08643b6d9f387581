package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.soap.SoapService;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

@Timeout(30)
class MappingTableTest {
    private static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:1";
    private static final Pattern INDEX =
            Pattern.compile("<NewPortMappingIndex>([0-9]+)</NewPortMappingIndex>");

    private final HttpClient client = new HttpClient();
    private final List<Integer> asked = new CopyOnWriteArrayList<>();

    /** What the router says at each index; the last of them at all that follow. */
    private volatile List<String> answers = List.of();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        server = HttpServer.create(new InetSocketAddress(loopback, 0), 100);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {713, 714, 402, 501})
    void error_endsTheList(int code) throws Exception {
        assertEquals(List.of(1, 2), list(entry("TCP", 1), entry("UDP", 2), error(code)));
        assertEquals(List.of(0, 1, 2), asked);
    }

    /** Quirk A25. */
    @Test
    void repeatedEntry_endsTheList() throws Exception {
        assertEquals(List.of(1, 2), list(entry("TCP", 1), entry("TCP", 2)));
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
                        error(713)));
    }

    @Test
    void endlessEntriesOfAnotherProtocol_endTheList() throws Exception {
        assertEquals(List.of(1), list(entry("TCP", 1), entry("GRE", 0)));
        assertTrue(asked.size() < 100, asked::toString);
    }

    @Test
    void blankEntry_endsTheList() throws Exception {
        assertEquals(List.of(1), list(entry("TCP", 1), entry("", 0)));
        assertEquals(List.of(0, 1), asked);
    }

    /** Quirk A26. */
    @ParameterizedTest
    @ValueSource(ints = {713, 714, 402})
    void listThatStartsAtOne_isRead(int code) throws Exception {
        assertEquals(
                List.of(1, 2), list(error(code), entry("TCP", 1), entry("TCP", 2), error(713)));
    }

    @ParameterizedTest
    @ValueSource(ints = {713, 501, 401})
    void emptyList_isAskedForTwice(int code) throws Exception {
        assertEquals(List.of(), list(error(713), error(code)));
        assertEquals(List.of(0, 1), asked);
    }

    @Test
    void emptyList_staysSoWhereTheSecondQuestionFails() throws Exception {
        assertEquals(List.of(), list(error(713), "no XML"));
    }

    @Test
    void missingAction_isAFailure() {
        GatewayException failure = assertThrows(GatewayException.class, () -> list(error(401)));

        assertEquals(OptionalInt.of(401), failure.upnpErrorCode());
    }

    @Test
    void failureWithinTheList_isNotItsEnd() {
        assertThrows(GatewayException.class, () -> list(entry("TCP", 1), "no XML"));
    }

    /** The external ports of the list. */
    private List<Integer> list(String... said) throws Exception {
        answers = new ArrayList<>(Arrays.asList(said));
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ctl");
        Peer peer = Peer.named(url, InetAddress.getByName("127.0.0.1"));
        return new MappingTable(new SoapService(client, "Router", TYPE, url, peer))
                .list(Deadline.after(Duration.ofMinutes(5))).stream()
                        .map(PortMapping::externalPort)
                        .toList();
    }

    private static String entry(String protocol, int port) {
        return "<u:GetGenericPortMappingEntryResponse><NewProtocol>"
                + protocol
                + "</NewProtocol><NewExternalPort>"
                + port
                + "</NewExternalPort></u:GetGenericPortMappingEntryResponse>";
    }

    private static String error(int code) {
        return "<s:Fault><detail><UPnPError><errorCode>"
                + code
                + "</errorCode></UPnPError></detail></s:Fault>";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            Matcher index = INDEX.matcher(new String(request, StandardCharsets.UTF_8));
            int wanted = index.find() ? Integer.parseInt(index.group(1)) : -1;
            asked.add(wanted);
            String said = answers.get(Math.min(wanted, answers.size() - 1));
            String body =
                    said.startsWith("<")
                            ? "<s:Envelope><s:Body>" + said + "</s:Body></s:Envelope>"
                            : said;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.contains("Fault") ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
