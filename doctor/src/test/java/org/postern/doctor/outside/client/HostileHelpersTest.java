// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** docs/hostile-input.md, "The helper outside". */
@Timeout(60)
class HostileHelpersTest {
    private static final InetAddress EXTERNAL = AddressLiteral.parse("203.0.113.7").orElseThrow();
    private static final Duration SOON = Duration.ofMillis(400);

    private final HelperClient client = new HelperClient();

    @Test
    void aRedirect_isNotFollowed() throws Exception {
        try (StubHelper elsewhere = StubHelper.sending("");
                StubHelper helper =
                        StubHelper.sending(
                                "HTTP/1.1 302 Found\r\nLocation: "
                                        + elsewhere.url()
                                        + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThrows(IOException.class, () -> ask(helper));
            assertTrue(elsewhere.requests.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n{\"seen\":\"203.0.113.7\",\"result\":\"open\"}",
                "HTTP/2 200\r\n\r\n{\"seen\":\"203.0.113.7\",\"result\":\"open\"}",
                "SSH-2.0-OpenSSH_9.0\r\n\r\n",
            })
    void whatIsNoAnswerOfHttp_isAFailure(String bytes) throws Exception {
        try (StubHelper helper = StubHelper.sending(bytes)) {
            assertThrows(IOException.class, () -> ask(helper));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "open",
                "[]",
                "{}",
                "{\"seen\":\"203.0.113.7\"}",
                "{\"result\":\"open\"}",
                "{\"seen\":\"203.0.113.7\",\"result\":\"OPEN\"}",
                "{\"seen\":\"203.0.113.7\",\"result\":\"not_checked\"}",
                "{\"seen\":\"host.example\",\"result\":\"open\"}",
                "{\"seen\":\"203.0.113.7\",\"result\":\"open\"",
                "{\"seen\":\"203.0.113.7\",\"result\":\"open\"}}",
                "{\"seen\":\"203.0.113.7\",\"result\":\"open\",}",
                "{\"seen\":\"203.0.113.7\",\"result\":\"open\",\"result\":\"refused\"}",
                "{\"seen\":\"203.0.113.7\",\"result\":[\"open\"]}",
                "{\"seen\":\"203.0.113.7\" \"result\":\"open\"}",
                "{\"seen\":\"203.0.113.7\",\"result\":\"open\\u00zz\"}",
                "{\"seen\":\"203.0.113.7\",\"result\":\"open\\q\"}",
                "{'seen':'203.0.113.7','result':'open'}",
            })
    void otherJson_isAFailure(String json) throws Exception {
        try (StubHelper helper = StubHelper.answering("200 OK", json)) {
            assertThrows(IOException.class, () -> ask(helper));
        }
    }

    /** Nothing that a helper sends is shown. */
    @Test
    void theTextOfAFailure_isOurs() throws Exception {
        try (StubHelper helper =
                StubHelper.answering("403 \33[31mboo", "{\"error\":\"\33[31mboo\"}")) {
            IOException failure = assertThrows(IOException.class, () -> ask(helper));
            assertEquals(
                    "What answers at "
                            + helper.url()
                            + " is no helper of Postern, or another version.",
                    failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n", "", "\r\n"})
    void anEndlessAnswer_isCut(String start) throws Exception {
        byte[] more = "xxxxxxxx\r\nyyyyyyyyy".repeat(50).getBytes(StandardCharsets.US_ASCII);
        try (StubHelper helper =
                new StubHelper(
                        out -> {
                            out.write(start.getBytes(StandardCharsets.US_ASCII));
                            while (true) {
                                out.write(more);
                            }
                        })) {
            assertThrows(IOException.class, () -> ask(helper));
        }
    }

    @Test
    void aHelperThatIsSilent_orSlow_endsInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        HelperClient impatient = new HelperClient(SOON, SOON);
        try (StubHelper silent = new StubHelper(out -> never.await());
                StubHelper slow =
                        new StubHelper(
                                out -> {
                                    while (true) {
                                        out.write('x');
                                        Thread.onSpinWait();
                                        never.await(10, TimeUnit.MILLISECONDS);
                                    }
                                })) {
            for (StubHelper each : List.of(silent, slow)) {
                IOException failure =
                        assertThrows(
                                IOException.class,
                                () -> impatient.ask(each.url(), Protocol.TCP, EXTERNAL, 80));
                assertEquals(
                        "The helper " + each.url() + " did not answer in time.",
                        failure.getMessage());
            }
        }
    }

    private void ask(StubHelper helper) throws IOException, InterruptedException {
        client.ask(helper.url(), Protocol.TCP, EXTERNAL, 8080);
    }
}
