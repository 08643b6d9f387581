// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.port.OnePort.LOOPBACK;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.port.LoopbackGateway;
import org.postern.doctor.port.OnePort;
import org.postern.doctor.port.listening.OwnPort;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Whether a gateway that is asked to comes to this machine. */
@Timeout(60)
class CallbackKnockTest {
    private static final TimeLimit LONG = TimeLimit.of(Duration.ofMinutes(5));

    /** Nobody comes in it. */
    private static final TimeLimit SHORT = TimeLimit.of(Duration.ofMillis(50));

    private final LoopbackGateway gateway =
            new LoopbackGateway("upnp", EnumSet.of(Capability.CALLBACK));
    private final ParallelCalls calls = new ParallelCalls();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private DroppedPackets dropped = DroppedPackets.NOT_MEASURED;

    @AfterEach
    void close() throws IOException {
        for (Socket each : connections) {
            each.close();
        }
        calls.close();
    }

    @Test
    void aGatewayThatComes_isSeen_andNeedNotComeAgain() throws Exception {
        gateway.callback = port -> connect(LOOPBACK, port);
        assertEquals(Knock.CAME, knock().quick(Optional.empty(), LONG));
        assertEquals(1, ends("requestCallback"));
        awaitEnds(1);
    }

    /** Which no rule of a firewall lets in that is for another port. */
    @Test
    void wherePortItselfIsListenedOn_itComesToThat() throws Exception {
        gateway.callback = port -> connect(LOOPBACK, port);
        try (OwnPort own = own(Protocol.TCP)) {
            assertEquals(Knock.CAME, knock().quick(Optional.of(own), LONG));
            assertTrue(gateway.calls.contains("requestCallback " + own.number()));
        }
    }

    @Test
    void itDoesNotComeToAPortOfUdp() throws Exception {
        gateway.callback = port -> connect(LOOPBACK, port);
        try (OwnPort own = own(Protocol.UDP)) {
            assertEquals(Knock.CAME, knock().quick(Optional.of(own), LONG));
        }
    }

    @Test
    void whoeverElseComes_isNotTheGateway() throws Exception {
        gateway.callback = port -> connect(OnePort.address("127.0.0.9"), port);
        assertEquals(Knock.NOT_MEASURED, knock().quick(Optional.empty(), SHORT));
        dropped = new DroppedPackets(true, 0, 0);
        assertEquals(Knock.NOT_MEASURED, knock().counted(Optional.empty(), SHORT));
    }

    @ParameterizedTest
    @CsvSource({
        "true, 4, 0, KEPT_OUT",
        "true, 2, 0, KEPT_OUT",
        "true, 1, 0, NOT_MEASURED",
        "true, 0, 0, NOT_MEASURED",
        "true, 6, 3, NOT_MEASURED",
        "true, 7, 3, KEPT_OUT",
        "false, 9, 0, NOT_MEASURED",
    })
    void aGatewayThatDoesNotCome_isKeptOut_whereThisMachineDropsWhatCame(
            boolean measured, long count, double noise, Knock expected) throws Exception {
        dropped = new DroppedPackets(measured, count, noise);
        assertEquals(expected, knock().counted(Optional.empty(), SHORT));
    }

    /** Some come first, and answer when they could not. */
    @Test
    void aGatewayThatComesBeforeItAnswers_isSeen() throws Exception {
        gateway.callback =
                port -> {
                    connect(LOOPBACK, port);
                    gateway.fallSilent();
                };
        assertEquals(Knock.CAME, knock().quick(Optional.empty(), LONG));
    }

    @Test
    void aGatewayThatRefuses_isNotKeptOut() throws Exception {
        gateway.failures.put("x", new GatewayException(Reason.TRANSPORT_ERROR, "No."));
        gateway.callback =
                port -> {
                    throw new IllegalStateException("refused");
                };
        dropped = new DroppedPackets(true, 0, 0);
        assertEquals(Knock.NOT_MEASURED, knock().counted(Optional.empty(), SHORT));
    }

    @Test
    void aGatewayThatCannot_isNotAsked() throws Exception {
        LoopbackGateway blind = LoopbackGateway.blind("pcp");
        CallbackKnock knock = new CallbackKnock(blind, () -> () -> dropped, calls);
        assertEquals(Knock.NOT_MEASURED, knock.quick(Optional.empty(), LONG));
        assertEquals(Knock.NOT_MEASURED, knock.counted(Optional.empty(), LONG));
        assertEquals(List.of(), blind.calls);
    }

    private CallbackKnock knock() {
        return new CallbackKnock(gateway, () -> () -> dropped, calls);
    }

    private OwnPort own(Protocol protocol) {
        return OwnPort.open(protocol, new InetSocketAddress(LOOPBACK, 0), calls).orElseThrow();
    }

    private void connect(InetAddress from, int port) {
        try {
            Socket socket = new Socket();
            connections.add(socket);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(LOOPBACK, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long ends(String call) {
        return gateway.calls.stream().filter(each -> each.startsWith(call)).count();
    }

    private void awaitEnds(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (ends("end of callback") < count) {
            assertTrue(System.nanoTime() - end < 0, gateway.calls::toString);
            Thread.sleep(5);
        }
    }
}
