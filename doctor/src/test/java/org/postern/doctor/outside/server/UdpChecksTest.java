// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.outside.LoopbackPrograms.LOOPBACK;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.doctor.outside.LoopbackPrograms;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

@Timeout(60)
class UdpChecksTest {
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
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private HelperServer helper;

    @BeforeEach
    void start() throws IOException {
        helper = HelperServer.start(new InetSocketAddress(LOOPBACK, 0), LIMITS);
    }

    @AfterEach
    void close() throws Exception {
        helper.close();
        programs.end();
    }

    @Test
    void aProgramThatAnswersTheSame_isOpen() throws IOException {
        assertEquals("open", result(programs.answering(LOOPBACK, data -> data)));
    }

    @Test
    void aProgramThatPutsSomethingAround_isOpen() throws IOException {
        UnaryOperator<byte[]> wrapping =
                data -> {
                    byte[] wrapped = new byte[data.length + 20];
                    System.arraycopy(data, 0, wrapped, 7, data.length);
                    return wrapped;
                };
        assertEquals("open", result(programs.answering(LOOPBACK, wrapping)));
    }

    @Test
    void aProgramThatAnswersSomethingElse_isNotOpen() throws IOException {
        UnaryOperator<byte[]> changing =
                data -> {
                    data[data.length - 1]++;
                    return data;
                };
        assertEquals("timeout", result(programs.answering(LOOPBACK, changing)));
    }

    @Test
    void aPortWhereNobodyListens_isRefused() throws IOException {
        assertEquals("refused", result(LoopbackPrograms.freePort()));
    }

    @Test
    void aSilentProgram_getsThreeSmallDatagramsAtMost() throws IOException {
        assertEquals("timeout", result(silent()));
        assertEquals(List.of(16, 16, 16), received.stream().map(each -> each.length).toList());
        assertArraysAreEqual(received.poll(), received.poll());
    }

    private static void assertArraysAreEqual(byte[] one, byte[] other) {
        assertTrue(Arrays.equals(one, other));
    }

    /** No more bytes than came. */
    @Test
    void aShortRequest_getsFewerDatagrams() throws IOException {
        String request = "GET /udp/127.0.0.1/" + silent() + " HTTP/1.0\n\n";
        try (RawAsker asker = new RawAsker(helper.address())) {
            asker.send(request);
            assertEquals("timeout", result(asker.answer()));
        }
        assertEquals(request.length() / 16, received.size());
        assertTrue(received.size() < 3);
    }

    @Test
    void noncesDiffer() throws Exception {
        int port = silent();
        result(port);
        byte[] first = received.take();
        received.clear();
        result(port);
        assertFalse(Arrays.equals(first, received.take()));
    }

    @Test
    void aFlood_endsWithTheCheck() throws IOException {
        DatagramSocket program = programs.opened(new DatagramSocket(0, LOOPBACK));
        LoopbackPrograms.thread(
                () -> {
                    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                    program.receive(packet);
                    packet.getData()[0]++;
                    while (!program.isClosed()) {
                        program.send(packet);
                    }
                });

        assertEquals("timeout", result(program.getLocalPort()));
    }

    /** Notes what it receives. */
    private int silent() throws IOException {
        return programs.answering(
                LOOPBACK,
                data -> {
                    received.add(data);
                    return new byte[0];
                });
    }

    private String result(int port) throws IOException {
        return result(RawAsker.ask(helper.address(), "/udp/127.0.0.1/" + port));
    }

    private static String result(String answer) {
        assertEquals("200", RawAsker.statusOf(answer), answer);
        return RawAsker.bodyOf(answer)
                .strip()
                .replaceFirst("\\{\"seen\":\"127.0.0.1\",\"result\":\"(\\w+)\"}", "$1");
    }
}
