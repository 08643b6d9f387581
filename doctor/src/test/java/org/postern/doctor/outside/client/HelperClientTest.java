// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.outside.LoopbackPrograms.LOOPBACK;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.internal.address.AddressLiteral;
import org.postern.doctor.outside.LoopbackPrograms;
import org.postern.doctor.outside.server.HelperLimits;
import org.postern.doctor.outside.server.HelperServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

@Timeout(60)
class HelperClientTest {
    private static final InetAddress EXTERNAL = AddressLiteral.parse("203.0.113.7").orElseThrow();

    private final HelperClient client = new HelperClient();

    @Test
    void aHelperOfOurs_isUnderstood() throws Exception {
        try (HelperServer helper =
                        HelperServer.start(
                                new InetSocketAddress(LOOPBACK, 0), HelperLimits.STANDARD);
                ServerSocket program = new ServerSocket(0, 5, LOOPBACK)) {
            URI url = URI.create("http://127.0.0.1:" + helper.address().getPort() + "/");

            assertEquals(
                    new OutsideResult(LOOPBACK, Reached.OPEN),
                    client.ask(url, Protocol.TCP, LOOPBACK, program.getLocalPort()));
            // Who asked is not the address that was named.
            InetAddress inner = AddressLiteral.parse("10.0.66.44").orElseThrow();
            assertEquals(
                    new OutsideResult(LOOPBACK, Reached.NOT_CHECKED),
                    client.ask(url, Protocol.UDP, inner, 80));
        }
    }

    /** As where two networks of a home each have a router: both addresses are public. */
    @Test
    void aHelperThatSeesAnotherAddress_tellsWhich() throws Exception {
        try (StubHelper helper =
                StubHelper.answering(
                        "403 Forbidden",
                        "{\"seen\":\"198.51.100.9\",\"error\":\"other-address\"}")) {
            assertEquals(
                    new OutsideResult(
                            AddressLiteral.parse("198.51.100.9").orElseThrow(),
                            Reached.NOT_CHECKED),
                    ask(helper));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.5", "127.0.0.1", "100.64.0.9", "fd00::5", "fe80::5"})
    void aHelperThatSeesNoPublicAddress_isNotOutside(String seen) throws Exception {
        try (StubHelper helper =
                StubHelper.answering(
                        "403 Forbidden",
                        "{\"seen\":\"" + seen + "\",\"error\":\"other-address\"}")) {
            assertThrows(IOException.class, () -> ask(helper));
        }
    }

    @Test
    void theRequest_isAsTheContractSays() throws Exception {
        try (StubHelper helper =
                StubHelper.answering("200 OK", "{\"seen\":\"203.0.113.7\",\"result\":\"open\"}")) {
            client.ask(helper.url(), Protocol.TCP, EXTERNAL, 8080);

            assertEquals(
                    "GET /tcp/203.0.113.7/8080 HTTP/1.1\r\nHost: 127.0.0.1:"
                            + helper.port()
                            + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n",
                    helper.requests.take());
        }
    }

    @ParameterizedTest
    @CsvSource({"open, OPEN", "refused, REFUSED", "timeout, TIMEOUT", "unreachable, UNREACHABLE"})
    void results(String word, Reached reached) throws Exception {
        String json = " { \"result\" : \"" + word + "\" ,\n\t\"seen\" : \"203.0.113.7\" } \n";
        assertEquals(new OutsideResult(EXTERNAL, reached), answerTo(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"seen\":\"203.0.113.7\",\"took\":1.5e-3,\"result\":\"open\",\"more\":null}",
                "{\"seen\":\"203.0.113.7\",\"result\":\"\\u006fpen\",\"x\":\"\\\"\\\\\\/\\n\"}",
            })
    void furtherFieldsAndEscapes_doNotMatter(String json) throws Exception {
        assertEquals(Reached.OPEN, answerTo(json).reached());
    }

    @Test
    void withoutALength_theEndOfTheConnectionCounts() throws Exception {
        try (StubHelper helper =
                StubHelper.sending(
                        "HTTP/1.0 200 Fine\n\n{\"seen\":\"203.0.113.7\",\"result\":\"open\"}")) {
            assertEquals(Reached.OPEN, ask(helper).reached());
        }
    }

    @Test
    void aPathBeforeThoseOfAHelper_isKept() throws Exception {
        try (StubHelper helper =
                StubHelper.answering("200 OK", "{\"seen\":\"203.0.113.7\",\"result\":\"open\"}")) {
            client.ask(URI.create(helper.url() + "/reach/"), Protocol.UDP, EXTERNAL, 53);
            assertTrue(helper.requests.take().startsWith("GET /reach/udp/203.0.113.7/53 HTTP"));
        }
    }

    @Test
    void overIpv6_itIsTheSame() throws Exception {
        InetAddress ipv6 = LoopbackPrograms.ipv6();
        try (HelperServer helper =
                        HelperServer.start(new InetSocketAddress(ipv6, 0), HelperLimits.STANDARD);
                ServerSocket program = new ServerSocket(0, 5, ipv6)) {
            URI url = URI.create("http://[::1]:" + helper.address().getPort());

            assertEquals(
                    new OutsideResult(ipv6, Reached.OPEN),
                    client.ask(url, Protocol.TCP, ipv6, program.getLocalPort()));
        }
    }

    /** The system would choose another. */
    @Test
    void anAddressOfThisMachine_isWhereTheQuestionComesFrom() throws Exception {
        InetAddress other = InetAddress.getByName("127.0.0.5");
        try (HelperServer helper =
                HelperServer.start(new InetSocketAddress(LOOPBACK, 0), HelperLimits.STANDARD)) {
            URI url = URI.create("http://127.0.0.1:" + helper.address().getPort());
            assertEquals(other, client.ask(url, Protocol.TCP, other, 9).seen());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host.example:8090",
                "HTTPS://host.example",
                "ftp://host.example",
                "file:///etc/passwd",
                "host.example:8090",
                "http:///x",
                "http://user@host.example",
                "http://host.example/?x=1",
                "http://host.example/#x",
                "http://host.example:0",
                "http://host.example:70000",
                "mailto:a@host.example",
            })
    void otherUrls_areRefusedBeforeAnythingIsSent(String url) {
        IOException failure =
                assertThrows(
                        IOException.class,
                        () -> client.ask(URI.create(url), Protocol.TCP, EXTERNAL, 80));
        assertEquals(
                url.toLowerCase(Locale.ROOT).startsWith("https"),
                failure.getMessage().contains("not over https"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aPortOutOfRange_isAFailure(int port) {
        assertThrows(
                IOException.class,
                () -> client.ask(URI.create("http://127.0.0.1:9"), Protocol.TCP, EXTERNAL, port));
    }

    @Test
    void aHelperOfTheOtherFamily_isAFailure() {
        assertThrows(
                IOException.class,
                () -> client.ask(URI.create("http://[::1]:9"), Protocol.TCP, EXTERNAL, 80));
    }

    @Test
    void aHelperThatDoesNotRun_isAFailure() throws Exception {
        URI url;
        try (StubHelper helper = StubHelper.sending("")) {
            url = helper.url();
        }
        IOException failure =
                assertThrows(IOException.class, () -> client.ask(url, Protocol.TCP, EXTERNAL, 80));
        assertEquals(
                "The helper " + url + " refused the connection: does it run there?",
                failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "429 Too Many Requests, too-many",
        "503 Service Unavailable, busy",
        "403 Forbidden, forwarded",
        "403 Forbidden, own-host",
        "403 Forbidden, something",
        "404 Not Found, not-found",
        "500 Oops, x",
        "301 Moved, other-address",
    })
    void aRefusal_isAFailure(String status, String error) throws Exception {
        try (StubHelper helper =
                StubHelper.answering(
                        status, "{\"seen\":\"203.0.113.7\",\"error\":\"" + error + "\"}")) {
            assertThrows(IOException.class, () -> ask(helper));
        }
    }

    @Test
    void anInterrupt_endsItAtOnce() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (StubHelper silent = new StubHelper(out -> never.await())) {
            FutureTask<OutsideResult> asking = new FutureTask<>(() -> ask(silent));
            Thread thread = new Thread(asking);
            thread.start();
            silent.asked.await();
            thread.interrupt();

            Exception failure = assertThrows(ExecutionException.class, asking::get);
            assertEquals(InterruptedException.class, failure.getCause().getClass());
        }
    }

    @Test
    void anInterruptedThread_asksNobody() throws Exception {
        try (StubHelper helper = StubHelper.sending("")) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> ask(helper));
            assertTrue(!Thread.interrupted());
        }
    }

    private OutsideResult answerTo(String json) throws IOException, InterruptedException {
        try (StubHelper helper = StubHelper.answering("200 OK", json)) {
            return ask(helper);
        }
    }

    private OutsideResult ask(StubHelper helper) throws IOException, InterruptedException {
        return client.ask(helper.url(), Protocol.TCP, EXTERNAL, 8080);
    }
}
