// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.outside.LoopbackPrograms.LOOPBACK;
import static org.postern.doctor.outside.server.RawAsker.bodyOf;
import static org.postern.doctor.outside.server.RawAsker.statusOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.doctor.outside.LoopbackPrograms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** A helper on loopback, which is its own outside there. */
@Timeout(60)
class HelperServerTest {
    private static final HelperLimits LIMITS =
            new HelperLimits(
                    16,
                    8,
                    4,
                    1000,
                    16,
                    Duration.ofSeconds(5),
                    Duration.ofMillis(600),
                    Duration.ofSeconds(1));

    private final LoopbackPrograms programs = new LoopbackPrograms();

    @AfterEach
    void close() throws Exception {
        programs.end();
    }

    @Test
    void aPortThatListens_isOpen() throws IOException {
        int port = programs.listening(LOOPBACK);
        String answer = RawAsker.ask(helper(), "/tcp/127.0.0.1/" + port);

        assertEquals("{\"seen\":\"127.0.0.1\",\"result\":\"open\"}\n", bodyOf(answer));
        assertEquals(
                List.of(
                        "HTTP/1.1 200 OK",
                        "Content-Type: application/json",
                        "Content-Length: " + bodyOf(answer).length(),
                        "Cache-Control: no-store",
                        "Connection: close",
                        ""),
                answer.lines().limit(6).toList());
    }

    @Test
    void aPortWhereNobodyListens_isRefused() throws IOException {
        assertResult("refused", RawAsker.ask(helper(), "/tcp/127.0.0.1/" + programs.refusing()));
        assertResult(
                "refused", RawAsker.ask(helper(), "/udp/127.0.0.1/" + LoopbackPrograms.freePort()));
    }

    /** Linux drops who comes while nobody accepts those before. */
    @Test
    void aPortThatIsSilent_isATimeout() throws IOException {
        ServerSocket full = programs.opened(new ServerSocket(0, 1, LOOPBACK));
        fill(full);

        assertResult("timeout", RawAsker.ask(helper(), "/tcp/127.0.0.1/" + full.getLocalPort()));
    }

    private void fill(ServerSocket listener) {
        int enough = 8;
        for (int i = 0; i < enough; i++) {
            try {
                Socket waiting = programs.opened(new Socket());
                waiting.connect(listener.getLocalSocketAddress(), 100);
            } catch (IOException e) {
                return;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/tcp/203.0.113.7/80, 403, other-address",
        "/udp/203.0.113.7/80, 403, other-address",
        "/tcp/127.0.0.2/80, 403, other-address",
        "/tcp/::1/80, 403, other-address",
        "/tcp/127.0.0.1/0, 400, bad-port",
        "/tcp/127.0.0.1/65536, 400, bad-port",
        "/tcp/127.0.0.1/99999999999, 400, bad-port",
        "/tcp/127.0.0.1/-1, 400, bad-port",
        "/tcp/127.0.0.1/, 400, bad-port",
        "/tcp/localhost/80, 400, bad-address",
        "/tcp/127.1/80, 400, bad-address",
        "/tcp/2130706433/80, 400, bad-address",
        "/tcp/127.0.0.1%25/80, 400, bad-address",
        "/tcp//80, 400, bad-address",
        "/, 404, not-found",
        "/tcp/127.0.0.1, 404, not-found",
        "/tcp/127.0.0.1/80/, 404, not-found",
        "/icmp/127.0.0.1/80, 404, not-found",
        "//tcp/127.0.0.1/80, 404, not-found",
        "http://127.0.0.1/tcp/127.0.0.1/80, 404, not-found",
    })
    void otherRequests_areRefusedWithTheAddressThatAsked(String path, String status, String error)
            throws IOException {
        String answer = RawAsker.ask(helper(), path);

        assertEquals(status, statusOf(answer));
        assertEquals("{\"seen\":\"127.0.0.1\",\"error\":\"" + error + "\"}\n", bodyOf(answer));
    }

    @ParameterizedTest
    @CsvSource({
        "POST /tcp/127.0.0.1/80 HTTP/1.1, 405",
        "HEAD /tcp/127.0.0.1/80 HTTP/1.1, 405",
        "CONNECT 127.0.0.1:80 HTTP/1.1, 405",
        "GET /tcp/127.0.0.1/80 HTTP/2.0, 400",
        "GET /tcp/127.0.0.1/80, 400",
        "GET  /tcp/127.0.0.1/80 HTTP/1.1, 400",
        "get /tcp/127.0.0.1/80 HTTP/1.1, 400",
        "hello, 400",
    })
    void otherMethodsAndWhatIsNoHttp_areRefused(String line, String status) throws IOException {
        try (RawAsker asker = new RawAsker(helper())) {
            asker.send(line + "\r\n\r\n");
            assertEquals(status, statusOf(asker.answer()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For: 203.0.113.7",
        "x-real-ip: 203.0.113.7",
        "Forwarded: for=203.0.113.7",
        "VIA : 1.1 proxy",
    })
    void whatAProxyPassesOn_isNotChecked(String header) throws IOException {
        int port = programs.listening(LOOPBACK);
        String answer = RawAsker.ask(helper(), "/tcp/127.0.0.1/" + port, header);

        assertEquals("403", statusOf(answer));
        assertTrue(bodyOf(answer).contains("\"forwarded\""));
    }

    /** Behind a reverse proxy, everybody would see the ports of that host. */
    @Test
    void aHelperForAll_doesNotCheckItsOwnHost() throws IOException {
        InetSocketAddress everywhere =
                start(new InetSocketAddress(0), HelperLimits.STANDARD).address();
        int port = programs.listening(LOOPBACK);
        String answer =
                RawAsker.ask(
                        new InetSocketAddress(LOOPBACK, everywhere.getPort()),
                        "/tcp/127.0.0.1/" + port);

        assertEquals("403", statusOf(answer));
        assertTrue(bodyOf(answer).contains("\"own-host\""));
    }

    @Test
    void anAddressOfIpv4InIpv6_isTheSame() throws IOException {
        int port = programs.listening(LOOPBACK);

        assertResult("open", RawAsker.ask(helper(), "/tcp/::ffff:127.0.0.1/" + port));
    }

    @Test
    void overIpv6_itIsTheSame() throws IOException {
        InetAddress ipv6 = LoopbackPrograms.ipv6();
        int tcp = programs.listening(ipv6);
        int udp = programs.answering(ipv6, data -> data);
        InetSocketAddress helper =
                start(new InetSocketAddress(ipv6, 0), HelperLimits.STANDARD).address();

        String answer = RawAsker.ask(helper, "/tcp/[::1]/" + tcp);
        assertEquals("{\"seen\":\"::1\",\"result\":\"open\"}\n", bodyOf(answer));
        assertResult("open", RawAsker.ask(helper, "/udp/0:0:0:0:0:0:0:1/" + udp));
        assertEquals("403", statusOf(RawAsker.ask(helper, "/tcp/::2/80")));
    }

    @Test
    void whoEndsTheOutputAfterTheRequest_isAnswered() throws IOException {
        int port = programs.answering(LOOPBACK, data -> new byte[0]);
        try (RawAsker asker = new RawAsker(helper())) {
            asker.send(RawAsker.request("/udp/127.0.0.1/" + port));
            asker.endOutput();
            assertResult("timeout", asker.answer());
        }
    }

    @Test
    void aClosedHelper_endsItsConnections() throws Exception {
        HelperServer server = start(new InetSocketAddress(LOOPBACK, 0), LIMITS);
        try (RawAsker silent = new RawAsker(server.address())) {
            Thread waiting = LoopbackPrograms.thread(server::awaitEnd);
            server.close();
            waiting.join(20_000);

            assertTrue(silent.ended());
            assertTrue(server.ended());
            assertTrue(!waiting.isAlive());
        }
    }

    @Test
    void aPortThatIsTaken_isAFailure() throws IOException {
        InetSocketAddress taken = new InetSocketAddress(LOOPBACK, programs.listening(LOOPBACK));

        assertThrows(IOException.class, () -> HelperServer.start(taken, LIMITS));
    }

    private static void assertResult(String result, String answer) {
        assertEquals("200", statusOf(answer), answer);
        assertTrue(bodyOf(answer).endsWith("\"result\":\"" + result + "\"}\n"), answer);
    }

    private InetSocketAddress helper() throws IOException {
        return start(new InetSocketAddress(LOOPBACK, 0), LIMITS).address();
    }

    private HelperServer start(InetSocketAddress listen, HelperLimits limits) throws IOException {
        return programs.opened(HelperServer.start(listen, limits));
    }
}
