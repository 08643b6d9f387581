// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.port.PortCollectorTest.mapping;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortEntry.State;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.evidence.TestMapping.Outcome;
import org.postern.doctor.internal.host.KernelSocket;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What a helper outside finds, and what is looked at meanwhile. */
@Timeout(60)
class OutsideTest {
    private final LoopbackGateway gateway = LoopbackGateway.showing();
    private final OnePort port = new OnePort();
    private final FakeHelper helper = new FakeHelper((protocol, number) -> Reached.TIMEOUT);

    /** So many that the counter wraps. */
    private long packets = (1L << 32) - 45;

    @BeforeEach
    void ask() {
        port.helper = Optional.of(helper);
    }

    @Test
    void aPortThatIsOpen_isAskedAboutOnce_andNothingElseIsOpened() throws Exception {
        hold();
        helper.answer = (protocol, number) -> Reached.OPEN;
        OutsideEvidence seen = outside();
        assertEquals(Optional.of(new OutsideResult(FakeHelper.SEEN, Reached.OPEN)), seen.result());
        assertEquals(Optional.empty(), seen.otherPort());
        assertEquals(List.of("TCP " + port.number), gateway.open());
        assertFalse(helper.knocks.stream().anyMatch(each -> each != port.number));
    }

    /** A rule that was made by hand, which the gateway does not show. */
    @Test
    void aPortThatIsOpenWithoutAMapping_isNotMapped() throws Exception {
        helper.answer = (protocol, number) -> Reached.OPEN;
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.NONE, seen.entry().state());
        assertEquals(TestMapping.NOT_TRIED, seen.test());
        assertEquals(Reached.OPEN, seen.outside().orElseThrow().result().orElseThrow().reached());
    }

    @Test
    void aPortThatIsNotOpenWithoutAMapping_isAskedAboutOnceMoreWithOne() throws Exception {
        helper.answer =
                (protocol, number) ->
                        gateway.open().contains("TCP " + number) ? Reached.OPEN : Reached.REFUSED;
        PortEvidence seen = port.examine(gateway);
        assertEquals(Outcome.OPENED, seen.test().outcome());
        assertEquals(Reached.OPEN, seen.outside().orElseThrow().result().orElseThrow().reached());
        assertEquals(List.of(), gateway.open());
    }

    /** Otherwise it would seem as if the port had been mapped while the helper tried. */
    @Test
    void whereThereIsNoMapping_thatThePortIsNotReachedIsNotTold() throws Exception {
        port.testMapping = false;
        assertEquals(Optional.empty(), port.examine(gateway).outside());
    }

    @Test
    void anotherAddress_isToldAtOnce() throws Exception {
        helper.answer = (protocol, number) -> Reached.NOT_CHECKED;
        OutsideEvidence seen = port.examine(gateway).outside().orElseThrow();
        assertEquals(Reached.NOT_CHECKED, seen.result().orElseThrow().reached());
        assertEquals(List.of(port.number), helper.knocks);
    }

    @Test
    void aHelperThatCannotBeAsked_isTold_andTheGatewayIsStillTested() throws Exception {
        helper.answer =
                (protocol, number) -> {
                    throw new IOException("The helper refused the connection.");
                };
        PortEvidence seen = port.examine(gateway);
        assertEquals(Optional.empty(), seen.outside().orElseThrow().result());
        assertEquals("The helper refused the connection.", seen.outside().orElseThrow().failure());
        assertEquals(Outcome.OPENED, seen.test().outcome());
    }

    @Test
    void someAttemptsThatAreLost_doNotCount() throws Exception {
        hold();
        AtomicLong asked = new AtomicLong();
        helper.answer =
                (protocol, number) -> {
                    if (asked.incrementAndGet() % 3 != 0) {
                        throw new IOException("The helper did not answer in time.");
                    }
                    return Reached.OPEN;
                };
        assertEquals(Reached.OPEN, outside().result().orElseThrow().reached());
    }

    @Test
    void whatThisMachineDrops_explainsIt_andNothingElseIsTried() throws Exception {
        hold();
        DroppedPackets dropped = new DroppedPackets(true, 6, 0);
        port.drops = () -> () -> dropped;
        OutsideEvidence seen = outside();
        assertEquals(dropped, seen.dropped());
        assertEquals(Optional.empty(), seen.otherPort());
        assertEquals(List.of("TCP " + port.number), gateway.open());
    }

    @Test
    void aConnectionThatStaysHalfOpen_explainsIt() throws Exception {
        hold();
        KernelSocket halfOpen =
                new KernelSocket(
                        new InetSocketAddress(OnePort.LOOPBACK, port.number),
                        new InetSocketAddress(OnePort.address("192.0.2.5"), 40_000),
                        KernelSocket.SYN_RECEIVED,
                        0);
        port.table = () -> List.of(halfOpen);
        helper.answer = (protocol, number) -> slowly(Reached.TIMEOUT);
        OutsideEvidence seen = outside();
        assertTrue(seen.arrived());
        assertEquals(Optional.empty(), seen.otherPort());
    }

    /** Each connection is half open for a moment. */
    @Test
    void connectionsThatComeAbout_areNotHalfOpen() throws Exception {
        hold();
        AtomicLong next = new AtomicLong(40_000);
        port.table =
                () ->
                        List.of(
                                new KernelSocket(
                                        new InetSocketAddress(OnePort.LOOPBACK, port.number),
                                        new InetSocketAddress(
                                                OnePort.address("192.0.2.5"),
                                                (int) next.incrementAndGet()),
                                        KernelSocket.SYN_RECEIVED,
                                        0));
        helper.answer = (protocol, number) -> slowly(Reached.TIMEOUT);
        assertFalse(outside().arrived());
    }

    @Test
    void anotherPort_isOpenedForTheComparison_andClosed() throws Exception {
        hold();
        helper.answer =
                (protocol, number) -> number == port.number ? Reached.TIMEOUT : connected(number);
        OutsideEvidence seen = outside();
        assertEquals(Reached.TIMEOUT, seen.result().orElseThrow().reached());
        assertEquals(Optional.of(Reached.OPEN), seen.otherPort());
        assertEquals(0, seen.attempts());
        assertEquals(List.of("TCP " + port.number), gateway.open());
    }

    @Test
    void withoutATestMapping_noOtherPortIsOpened() throws Exception {
        hold();
        port.testMapping = false;
        assertEquals(Optional.empty(), outside().otherPort());
        assertFalse(gateway.calls.stream().anyMatch(each -> each.startsWith("map")));
    }

    /** Each question takes five packets, and each knock that arrives two. */
    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "TIMEOUT"})
    void whatArrivesAtTheGateway_isCounted(Reached reached) throws Exception {
        hold();
        int ofKnocks = reached == Reached.REFUSED ? 2 : 0;
        count(0);
        helper.asked = () -> count(5);
        helper.answer =
                (protocol, number) -> {
                    count(ofKnocks);
                    return reached;
                };
        OutsideEvidence seen = outside();
        assertEquals(8, seen.attempts());
        assertEquals(OptionalLong.of(8 * ofKnocks), seen.packets());
        assertEquals(8, helper.strange.get());
    }

    @Test
    void aGatewayThatDoesNotCount_isNotKnockedAtForThat() throws Exception {
        hold();
        OutsideEvidence seen = outside();
        assertEquals(0, seen.attempts());
        assertEquals(OptionalLong.empty(), seen.packets());
        assertEquals(0, helper.strange.get());
    }

    /** The helper's nonce comes back although no program answers. */
    @Test
    void aUdpPortThatNobodyListensOn_echoes() throws Exception {
        port.protocol = Protocol.UDP;
        gateway.holds(
                mapping(PortKey.udp(port.number), LoopbackGateway.LOCAL, port.number, "mine"));
        helper.answer = (protocol, number) -> echoed(number);
        assertEquals(Reached.OPEN, outside().result().orElseThrow().reached());
    }

    @Test
    void theMappingThatTheHelperFindsOpen_leadsToAListenerOfOurOwn() throws Exception {
        AtomicReference<Reached> connected = new AtomicReference<>();
        helper.answer =
                (protocol, number) -> {
                    if (!gateway.open().contains("TCP " + number)) {
                        return Reached.TIMEOUT;
                    }
                    connected.set(connected(number));
                    return connected.get();
                };
        port.examine(gateway);
        assertEquals(Reached.OPEN, connected.get());
    }

    @Test
    void interruptedWhileTheHelperIsAsked_theMappingIsRemoved() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        helper.answer =
                (protocol, number) -> {
                    if (gateway.open().isEmpty()) {
                        return Reached.TIMEOUT;
                    }
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return Reached.OPEN;
                };
        assertEquals(
                InterruptedException.class,
                port.interrupted(gateway, asked, () -> {}).orElseThrow().getClass());
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void aHelperThatNeverAnswers_isLeftAtTheLimit_andTheMappingIsRemoved() throws Exception {
        helper.answer =
                (protocol, number) -> {
                    if (gateway.open().isEmpty()) {
                        return Reached.TIMEOUT;
                    }
                    new CountDownLatch(1).await();
                    return Reached.OPEN;
                };
        PortEvidence seen = port.examine(gateway, Duration.ofSeconds(6));
        assertEquals(Optional.empty(), seen.outside().orElseThrow().result());
        assertFalse(seen.outside().orElseThrow().failure().isEmpty());
        assertTrue(seen.test().removed());
        assertEquals(List.of(), gateway.open());
    }

    /** The gateway receives more packets. */
    private synchronized void count(int more) {
        packets = (packets + more) % (1L << 32);
        OptionalLong none = OptionalLong.empty();
        gateway.traffic = Optional.of(new Traffic(none, none, none, OptionalLong.of(packets)));
    }

    private void hold() {
        gateway.holds(mapping(port.key, LoopbackGateway.LOCAL, port.number, "mine"));
    }

    private OutsideEvidence outside() throws InterruptedException {
        return port.examine(gateway).outside().orElseThrow();
    }

    private static Reached slowly(Reached reached) throws InterruptedException {
        Thread.sleep(700);
        return reached;
    }

    private static Reached connected(int number) throws IOException {
        try (Socket socket = new Socket(OnePort.LOOPBACK, number)) {
            return socket.isConnected() ? Reached.OPEN : Reached.TIMEOUT;
        }
    }

    private static Reached echoed(int number) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, OnePort.LOOPBACK)) {
            socket.setSoTimeout(10_000);
            socket.send(new DatagramPacket(new byte[16], 16, OnePort.LOOPBACK, number));
            socket.receive(new DatagramPacket(new byte[16], 16));
            return Reached.OPEN;
        }
    }
}
