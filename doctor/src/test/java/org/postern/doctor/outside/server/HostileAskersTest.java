// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.outside.LoopbackPrograms.LOOPBACK;
import static org.postern.doctor.outside.server.RawAsker.statusOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.doctor.outside.LoopbackPrograms;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** docs/hostile-input.md, "The helper outside". */
@Timeout(60)
class HostileAskersTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final HelperLimits LIMITS = limits(16, 8, 4, 1000, LONG, Duration.ofMillis(300));

    private final LoopbackPrograms programs = new LoopbackPrograms();

    @AfterEach
    void close() throws Exception {
        programs.end();
    }

    private static HelperLimits limits(
            int connections,
            int ofOne,
            int checks,
            int perMinute,
            Duration request,
            Duration check) {
        return new HelperLimits(
                connections, ofOne, checks, perMinute, 16, request, check, Duration.ofSeconds(1));
    }

    @Test
    void whoSendsNothing_isCut() throws IOException {
        InetSocketAddress helper =
                start(limits(16, 8, 4, 1000, Duration.ofMillis(200), Duration.ofMillis(200)));
        try (RawAsker asker = new RawAsker(helper)) {
            assertEquals("", asker.answer());
        }
    }

    @Test
    void whoSendsByteByByte_isCut() throws IOException {
        InetSocketAddress helper =
                start(limits(16, 8, 4, 1000, Duration.ofMillis(300), Duration.ofMillis(200)));
        try (RawAsker asker = new RawAsker(helper)) {
            sendForEver(asker, "G");
            assertTrue(asker.ended());
        }
        assertAnswers(helper);
    }

    /** Until the connection fails. */
    private static void sendForEver(RawAsker asker, String text) {
        try {
            while (true) {
                asker.send(text);
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // It was cut.
        }
    }

    @Test
    void aHugeRequest_isRefused() throws IOException {
        InetSocketAddress helper = start(LIMITS);
        try (RawAsker asker = new RawAsker(helper)) {
            asker.send("GET /tcp/127.0.0.1/80 HTTP/1.1\r\nX: " + "x".repeat(4000));
            assertEquals("431", statusOf(asker.answer()));
        }
        try (RawAsker asker = new RawAsker(helper)) {
            asker.send("\r\n".repeat(2000));
            assertEquals("431", statusOf(asker.answer()));
        }
        assertAnswers(helper);
    }

    @Test
    void aRequestWithoutEnd_isCut() throws IOException {
        InetSocketAddress helper = start(LIMITS);
        try (RawAsker asker = new RawAsker(helper)) {
            sendForEver(asker, "x".repeat(1024));
            assertTrue(asker.ended());
        }
        assertAnswers(helper);
    }

    @Test
    void whatFollowsARequest_isNotRead() throws IOException {
        InetSocketAddress helper = start(LIMITS);
        try (RawAsker asker = new RawAsker(helper)) {
            String first = RawAsker.request("/tcp/203.0.113.7/80");
            asker.send(first + "GET /tcp/127.0.0.1/80 HTTP/1.1\r\n\r\n" + "\0\377".repeat(5000));
            String answer = asker.answer();
            assertEquals("403", statusOf(answer));
            assertEquals(answer.indexOf("HTTP/1.1"), answer.lastIndexOf("HTTP/1.1"));
        }
    }

    @Test
    void bytesThatAreNoText_areRefused() throws IOException {
        InetSocketAddress helper = start(LIMITS);
        try (RawAsker asker = new RawAsker(helper)) {
            asker.send("\26\3\1\2\0\1\0\1\374\3\3\n\n");
            assertEquals("400", statusOf(asker.answer()));
        }
    }

    @Test
    void whoOpensMany_isLimited_andOthersAreAnswered() throws IOException {
        InetSocketAddress helper = start(limits(16, 3, 4, 1000, LONG, Duration.ofMillis(300)));
        List<RawAsker> held = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            held.add(programs.opened(new RawAsker(helper)));
        }
        // The helper takes them in order: the fourth is known to be one too many when it is cut.
        try (RawAsker fourth = new RawAsker(helper)) {
            assertTrue(fourth.ended());
        }
        held.get(0).close();
        awaitAnswer(helper);
    }

    @Test
    void connectionsAreLimitedInAll() throws IOException {
        InetSocketAddress helper = start(limits(2, 8, 4, 1000, LONG, Duration.ofMillis(300)));
        programs.opened(new RawAsker(helper));
        RawAsker second = programs.opened(new RawAsker(helper));
        try (RawAsker third = new RawAsker(helper)) {
            assertTrue(third.ended());
        }
        second.close();
        awaitAnswer(helper);
    }

    @Test
    void whoAsksTooOften_isToldToWait() throws IOException {
        InetSocketAddress helper = start(limits(16, 8, 4, 2, LONG, Duration.ofMillis(300)));
        int port = programs.listening(LOOPBACK);
        String path = "/tcp/127.0.0.1/" + port;
        assertEquals("200", statusOf(RawAsker.ask(helper, path)));
        assertEquals("200", statusOf(RawAsker.ask(helper, path)));

        String answer = RawAsker.ask(helper, path);
        assertEquals("429", statusOf(answer));
        assertTrue(answer.lines().anyMatch(line -> line.matches("Retry-After: (29|30)")), answer);
        // What checks nothing does not count.
        assertEquals("403", statusOf(RawAsker.ask(helper, "/tcp/203.0.113.7/80")));
    }

    @Test
    void checksAreLimitedInAll() throws IOException {
        InetSocketAddress helper = start(limits(16, 8, 1, 1000, LONG, LONG));
        DatagramSocket silent = programs.opened(new DatagramSocket(0, LOOPBACK));
        String path = "/udp/127.0.0.1/" + silent.getLocalPort();
        try (RawAsker first = new RawAsker(helper)) {
            first.send(RawAsker.request(path));
            silent.setSoTimeout(20_000);
            silent.receive(new DatagramPacket(new byte[16], 16));

            String answer = RawAsker.ask(helper, path);
            assertEquals("503", statusOf(answer));
            assertTrue(answer.contains("Retry-After: 1\r\n"), answer);
        }
    }

    /** A check that was refused takes no place for ever. */
    @Test
    void checksThatEnded_makeRoom() throws IOException {
        InetSocketAddress helper = start(limits(16, 8, 1, 1000, LONG, Duration.ofMillis(300)));
        String path = "/tcp/127.0.0.1/" + programs.listening(LOOPBACK);
        for (int i = 0; i < 5; i++) {
            assertEquals("200", statusOf(RawAsker.ask(helper, path)));
        }
    }

    @Test
    void whoDoesNotTakeTheAnswer_isCut() throws IOException {
        InetSocketAddress helper = start(limits(1, 1, 4, 1000, LONG, Duration.ofMillis(300)));
        RawAsker asker = programs.opened(new RawAsker(helper));
        asker.send(RawAsker.request("/tcp/203.0.113.7/80"));
        awaitAnswer(helper);
    }

    private static void assertAnswers(InetSocketAddress helper) throws IOException {
        assertEquals("404", statusOf(RawAsker.ask(helper, "/")));
    }

    /** As soon as the helper has noticed that a connection ended. */
    private static void awaitAnswer(InetSocketAddress helper) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String status = "";
        while (!status.equals("404") && System.nanoTime() - deadline < 0) {
            status = tried(helper);
        }
        assertEquals("404", status);
    }

    private static String tried(InetSocketAddress helper) {
        try {
            return statusOf(RawAsker.ask(helper, "/"));
        } catch (IOException e) {
            return "";
        }
    }

    private InetSocketAddress start(HelperLimits limits) throws IOException {
        HelperServer server =
                programs.opened(HelperServer.start(new InetSocketAddress(LOOPBACK, 0), limits));
        assertFalse(server.ended());
        return server.address();
    }
}
