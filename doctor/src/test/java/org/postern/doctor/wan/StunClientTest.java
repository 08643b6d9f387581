// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Against a server on loopback. */
@Timeout(60)
class StunClientTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** A success with XOR-MAPPED-ADDRESS 192.0.2.1; the transaction id is that of the request. */
    private static final String HEAD = "0101000c2112a442";

    private static final String TAIL = "002000080001a147e112a643";

    private final TimeLimit limit = TimeLimit.of(Duration.ofMinutes(5));
    private DatagramSocket server;

    @BeforeEach
    void open() throws SocketException {
        server = new DatagramSocket(0, LOOPBACK);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private StunServer place() {
        return new StunServer("127.0.0.1", server.getLocalPort());
    }

    private interface Script {
        void run() throws IOException;
    }

    private static Thread serve(Script script) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                script.run();
                            } catch (IOException e) {
                                // The test is over.
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private DatagramPacket receive() throws IOException {
        DatagramPacket request = new DatagramPacket(new byte[100], 100);
        server.receive(request);
        return request;
    }

    private void answer(DatagramPacket request, String head, String tail) throws IOException {
        String id = HexFormat.of().formatHex(Arrays.copyOfRange(request.getData(), 8, 20));
        byte[] bytes = HexFormat.of().parseHex(head + id + tail);
        server.send(new DatagramPacket(bytes, bytes.length, request.getSocketAddress()));
    }

    @Test
    void theAddressThatTheServerSeesIsTold() throws Exception {
        serve(() -> answer(receive(), HEAD, TAIL));

        assertEquals(
                Optional.of(InetAddress.getByName("192.0.2.1")), StunClient.ask(place(), limit));
    }

    @Test
    void aRequestThatIsLostIsRepeated_andNonsenseIsPassedOver() throws Exception {
        serve(
                () -> {
                    DatagramPacket lost = receive();
                    DatagramPacket second = receive();
                    assertEquals(lost.getLength(), second.getLength());
                    answer(second, "0001000c2112a442", TAIL);
                    answer(second, HEAD, TAIL);
                });

        assertEquals(
                Optional.of(InetAddress.getByName("192.0.2.1")), StunClient.ask(place(), limit));
    }

    @Test
    void whereNobodyListensNothingIsWaitedFor() throws Exception {
        StunServer nobody = place();
        server.close();

        assertEquals(Optional.empty(), StunClient.ask(nobody, limit));
    }

    @Test
    void anAddressThatNobodyHasIsNone() throws Exception {
        // 127.0.0.1, masked.
        serve(() -> answer(receive(), HEAD, "002000080001a1475e12a443"));

        assertEquals(Optional.empty(), StunClient.ask(place(), limit));
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        Thread caller = Thread.currentThread();
        serve(
                () -> {
                    receive();
                    caller.interrupt();
                });

        assertThrows(InterruptedException.class, () -> StunClient.ask(place(), limit));
    }
}
