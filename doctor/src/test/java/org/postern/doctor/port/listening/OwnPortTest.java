// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.listening;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.port.OnePort.LOOPBACK;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

@Timeout(60)
class OwnPortTest {
    private static final TimeLimit LONG = TimeLimit.of(Duration.ofMinutes(5));

    private final ParallelCalls calls = new ParallelCalls();

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void whoConnects_andWhatComesFirst_isTold() throws Exception {
        try (OwnPort port = open(Protocol.TCP);
                Socket socket = new Socket(LOOPBACK, port.number())) {
            assertTrue(port.awaitArrival(each -> each.from().equals(LOOPBACK), LONG));
            assertFalse(
                    port.awaitArrival(
                            each -> !each.start().isEmpty(), TimeLimit.of(Duration.ZERO)));
            socket.getOutputStream().write("hello".repeat(100).getBytes(StandardCharsets.US_ASCII));
            assertTrue(port.awaitArrival(each -> each.start().startsWith("hellohello"), LONG));
        }
    }

    /** For which gateways wait before they do anything else. */
    @Test
    void anEventMessage_isAnswered_andNothingElse() throws Exception {
        try (OwnPort port = open(Protocol.TCP);
                Socket gateway = new Socket(LOOPBACK, port.number());
                Socket other = new Socket(LOOPBACK, port.number())) {
            other.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            gateway.getOutputStream()
                    .write("NOTIFY /x HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] answer = gateway.getInputStream().readNBytes(15);
            assertEquals("HTTP/1.1 200 OK", new String(answer, StandardCharsets.US_ASCII));
            other.setSoTimeout(100);
            assertThrows(SocketTimeoutException.class, () -> other.getInputStream().read());
        }
    }

    /** A program that starts next finds its port as if nobody had been there. */
    @Test
    void theConnectionsLeaveNothingBehindAtThePort() throws Exception {
        OwnPort port = open(Protocol.TCP);
        int number = port.number();
        List<Socket> left = new ArrayList<>();
        try (Socket ended = new Socket(LOOPBACK, number)) {
            ended.getOutputStream().write(1);
        }
        for (int i = 0; i < 40; i++) {
            left.add(new Socket(LOOPBACK, number));
        }
        assertTrue(port.awaitArrival(each -> each.start().equals("\1"), LONG));
        port.close();
        try (ServerSocket program = new ServerSocket()) {
            program.setReuseAddress(false);
            program.bind(new InetSocketAddress(LOOPBACK, number));
            assertEquals(number, program.getLocalPort());
        }
        for (Socket each : left) {
            each.close();
        }
    }

    @Test
    void aNonceComesBack_asItWas() throws Exception {
        byte[] nonce = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        try (OwnPort port = open(Protocol.UDP);
                DatagramSocket helper = new DatagramSocket(0, LOOPBACK)) {
            helper.send(new DatagramPacket(nonce, nonce.length, LOOPBACK, port.number()));
            DatagramPacket back = new DatagramPacket(new byte[100], 100);
            helper.receive(back);
            assertArrayEquals(nonce, Arrays.copyOf(back.getData(), back.getLength()));
            assertTrue(port.awaitArrival(each -> each.from().equals(LOOPBACK), LONG));
        }
    }

    @Test
    void longDatagrams_areNotSentBack() throws Exception {
        try (OwnPort port = open(Protocol.UDP);
                DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            byte[] longer = new byte[65];
            byte[] longest = new byte[64];
            other.send(new DatagramPacket(longer, longer.length, LOOPBACK, port.number()));
            other.send(new DatagramPacket(longest, longest.length, LOOPBACK, port.number()));
            DatagramPacket back = new DatagramPacket(new byte[100], 100);
            other.receive(back);
            assertEquals(64, back.getLength());
        }
    }

    @Test
    void aFlood_isNotAnsweredForEver() throws Exception {
        int answers = 0;
        try (OwnPort port = open(Protocol.UDP);
                DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            other.setSoTimeout(200);
            DatagramPacket back = new DatagramPacket(new byte[100], 100);
            while (answers < 1000 && isAnswered(other, port, back)) {
                answers++;
            }
        }
        assertEquals(256, answers);
    }

    private static boolean isAnswered(DatagramSocket other, OwnPort port, DatagramPacket back)
            throws IOException {
        other.send(new DatagramPacket(new byte[16], 16, LOOPBACK, port.number()));
        try {
            other.receive(back);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePortOfAProgram_isNotToBeHad(Protocol protocol) throws Exception {
        try (ServerSocket tcp = new ServerSocket(0, 1, LOOPBACK);
                DatagramSocket udp = new DatagramSocket(0, LOOPBACK)) {
            int number = protocol == Protocol.TCP ? tcp.getLocalPort() : udp.getLocalPort();
            assertEquals(
                    Optional.empty(),
                    OwnPort.open(protocol, new InetSocketAddress(LOOPBACK, number), calls));
        }
    }

    @Test
    void whenTheExaminationEnds_thePortIsFree() throws Exception {
        OwnPort port = open(Protocol.TCP);
        calls.close();
        port.close();
        try (ServerSocket program = new ServerSocket(port.number(), 1, LOOPBACK)) {
            assertEquals(port.number(), program.getLocalPort());
        }
    }

    private OwnPort open(Protocol protocol) {
        return OwnPort.open(protocol, new InetSocketAddress(LOOPBACK, 0), calls).orElseThrow();
    }
}
