// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.simulator.pxp.PxpClient.NONCE;
import static org.postern.simulator.pxp.PxpClient.OTHER_NONCE;
import static org.postern.simulator.pxp.PxpClient.UDP;
import static org.postern.simulator.pxp.PxpClient.port;
import static org.postern.simulator.pxp.PxpClient.result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.PxpQuirk;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.TestNet;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.PortUnreachableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Servers that answer oddly over IPv4, by the bytes that they send. */
@Timeout(60)
class PxpQuirksTest {
    private static final int PORT = 7000;
    private static final int HOUR = 3600;
    private static final String PREFER_FAILURE = "02000000";

    private final ManualClock clock = new ManualClock();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @ParameterizedTest
    @MethodSource("org.postern.simulator.PxpQuirk#all")
    void everyQuirk_hasANameOfItsOwnAndOneLine(PxpQuirk quirk) {
        assertEquals(quirk, PxpQuirk.named(quirk.optionName()).orElseThrow());
        assertEquals(Optional.empty(), Quirk.named(quirk.optionName()));
        assertTrue(quirk.numbers().matches("P\\d+(, P\\d+)*"));
        assertFalse(quirk.summary().isBlank() || quirk.summary().contains("\n"));
    }

    /** Requests of all lengths and kinds; the last one shows that the server has read them all. */
    @ParameterizedTest
    @MethodSource("listening")
    void garbage_isSurvived(List<PxpQuirk> quirks) throws Exception {
        SimulatedRouter router = start(quirks.toArray(new PxpQuirk[0]));
        PxpClient client = client(router);
        for (int kind = 0; kind < 16; kind++) {
            String start = String.format("%02x%02x", kind / 4, kind % 4);
            for (int length = 0; length <= 68; length += length < 28 ? 1 : 3) {
                client.send((start + "01".repeat(length)).substring(0, 2 * length));
            }
            String last = "NAT-PMP opcode " + (100 + kind);
            client.send(String.format("00%02x", 100 + kind));
            TestNet.until(last, () -> router.requests().contains(last));
        }
    }

    static Stream<List<PxpQuirk>> listening() {
        List<PxpQuirk> all =
                PxpQuirk.all().stream()
                        .filter(quirk -> quirk != PxpQuirk.PXP_REFUSED)
                        .filter(quirk -> quirk != PxpQuirk.PCP_OVER_IPV6_ONLY)
                        .toList();
        return Stream.concat(Stream.of(List.of(), all), all.stream().map(List::of));
    }

    @Test
    void natPmpOnly_answersPcpInEightBytes() throws Exception {
        PxpClient client = client(start(PxpQuirk.NATPMP_ONLY));
        assertEquals("0080000100000000", client.ask(client.announce()));
        assertEquals("0081000100000000", client.ask(map(client, PORT)));
        assertEquals("00800000", client.ask("0000").substring(0, 8));
    }

    @Test
    void natPmpDropsV2_answersNatPmpAlone() throws Exception {
        PxpClient client = client(start(PxpQuirk.NATPMP_DROPS_V2));
        client.assertSilent(client.announce());
        client.assertSilent(map(client, PORT));
    }

    @Test
    void pcpOnly_answersNatPmpInTwoBytes() throws Exception {
        PxpClient client = client(start(PxpQuirk.PCP_ONLY));
        assertEquals("0280", client.ask("0000"));
        assertEquals(0, result(client.ask(map(client, PORT))));
    }

    @Test
    void refused_isUnreachable() throws Exception {
        SimulatedRouter router = start(PxpQuirk.PXP_REFUSED);
        assertUnreachable(router);
        assertEquals(Optional.empty(), router.pxpIpv6Address());
    }

    @Test
    void silent_readsRequestsAndAnswersNone() throws Exception {
        SimulatedRouter router = start(PxpQuirk.PXP_SILENT);
        PxpClient client = client(router);
        client.send("0000");
        TestNet.until("the request is seen", () -> !router.requests().isEmpty());
        assertEquals(List.of("NAT-PMP address"), router.requests());
    }

    @Test
    void port0_isNotAnsweredOverNatPmp() throws Exception {
        SimulatedRouter router = start(PxpQuirk.PMP_PORT_0_SILENT);
        PxpClient client = client(router);
        client.assertSilent(client.natPmpMap(1, PORT, 0, HOUR));
        assertEquals(0, result(client.ask(client.natPmpMap(1, PORT, PORT, HOUR))));
        assertEquals(0, result(client.ask(client.natPmpMap(1, PORT, 0, 0))));
        assertEquals(List.of(), router.mappings());
    }

    @Test
    void notAuthorized_mapsNothing() throws Exception {
        SimulatedRouter router = start(PxpQuirk.PXP_NOT_AUTHORIZED);
        PxpClient client = client(router);
        assertEquals("0281000200000000", client.ask(map(client, PORT)).substring(0, 16));
        assertEquals(
                "00820002" + "00000000" + "1b581b58" + "00000e10",
                client.ask(client.natPmpMap(2, PORT, PORT, HOUR)));
        assertEquals("02800000", client.ask(client.announce()).substring(0, 8));
        assertEquals(List.of(), router.mappings());
    }

    @Test
    void noResources_lastsHalfAMinute_andNatPmpMaps() throws Exception {
        PxpClient client = client(start(PxpQuirk.PCP_NO_RESOURCES));
        assertEquals("028100080000001e", client.ask(map(client, PORT)).substring(0, 16));
        assertEquals(0, result(client.ask(client.natPmpMap(2, PORT, PORT, HOUR))));
    }

    @Test
    void mismatch_isSaidToEveryMap() throws Exception {
        PxpClient client = client(start(PxpQuirk.PCP_MISMATCH));
        assertEquals("0281000c00000000", client.ask(map(client, PORT)).substring(0, 16));
    }

    @Test
    void shortErrors_areCutToTheHeader() throws Exception {
        PxpClient client = client(start(PxpQuirk.PCP_SHORT_ERROR));
        String refused = client.ask(client.map(UDP, 22, 22, HOUR, NONCE));
        assertEquals(2, result(refused));
        assertEquals(48, refused.length());
        assertEquals(120, client.ask(map(client, PORT)).length());
    }

    @Test
    void preferFailure_comesBackWithTheNextPort() throws Exception {
        SimulatedRouter router = start(PxpQuirk.PREFER_FAILURE_IGNORED);
        PxpClient client = client(router);
        holdBySomebodyElse(router, PORT);
        String mapped = client.ask(map(client, PORT) + PREFER_FAILURE);
        assertEquals(0, result(mapped));
        assertEquals(PORT + 1, port(mapped));
        assertTrue(mapped.endsWith(PREFER_FAILURE));
        String forbidden = client.map(UDP, 7010, 80, HOUR, NONCE) + PREFER_FAILURE;
        assertEquals(11, result(client.ask(forbidden)));
    }

    @Test
    void nextPort_isGivenInPlaceOfTheWantedOne() throws Exception {
        PxpClient client = client(start(PxpQuirk.PXP_NEXT_PORT));
        assertEquals(11, result(client.ask(map(client, PORT) + PREFER_FAILURE)));
        assertEquals(PORT + 1, port(client.ask(map(client, PORT))));
        String renewal = client.map(UDP, PORT, PORT + 1, HOUR, NONCE);
        assertEquals(PORT + 1, port(client.ask(renewal)));
    }

    @Test
    void secondExternalPort_isTheFirst() throws Exception {
        SimulatedRouter router = start(PxpQuirk.ONE_EXTERNAL_PER_INTERNAL);
        PxpClient client = client(router);
        client.ask(client.map(UDP, PORT, 7100, HOUR, NONCE));
        assertEquals(7100, port(client.ask(client.map(UDP, PORT, 7200, HOUR, NONCE))));
        assertEquals(1, router.mappings().size());
    }

    @Test
    void shortLivedPorts_changeAtEachRenewal() throws Exception {
        SimulatedRouter router = start(PxpQuirk.SHORT_LIVED_PORTS);
        PxpClient client = client(router);
        String first = client.ask(map(client, PORT));
        assertEquals(60, PxpClient.lifetime(first));
        String second = client.ask(client.map(UDP, PORT, port(first), HOUR, NONCE));
        assertNotEquals(port(first), port(second));
        assertEquals(List.of(port(second)), externalPorts(router));
        assertTrue(client.ask(client.natPmpMap(2, PORT, PORT, HOUR)).endsWith("0000003c"));
    }

    @Test
    void overflowingLifetime_isConfirmedAndGone() throws Exception {
        SimulatedRouter router = start(PxpQuirk.PMP_LIFETIME_OVERFLOWS);
        PxpClient client = client(router);
        String reply = client.ask(client.natPmpMap(1, PORT, PORT, 0xFFFF_FFFFL));
        assertTrue(reply.endsWith("1b58ffffffff"), reply);
        assertEquals(List.of(), router.mappings());
        client.ask(client.natPmpMap(1, PORT, PORT, Integer.MAX_VALUE));
        assertEquals(List.of(PORT), externalPorts(router));
    }

    @Test
    void internalPort_isCutTo8Bits() throws Exception {
        PxpClient client = client(start(PxpQuirk.PMP_PORT_8_BITS));
        String reply = client.ask(client.natPmpMap(1, PORT, PORT, HOUR));
        assertEquals("00581b58", reply.substring(16, 24));
        assertEquals(0, result(client.ask(map(client, 7010))));
    }

    @Test
    void strictNonce_isNeededToRenew() throws Exception {
        PxpClient client = client(start(PxpQuirk.NONCE_STRICT));
        client.ask(map(client, PORT));
        assertEquals(2, result(client.ask(client.map(UDP, PORT, PORT, HOUR, OTHER_NONCE))));
        assertEquals(0, result(client.ask(map(client, PORT))));
    }

    @Test
    void epoch_goesOnAfterARestart() throws Exception {
        SimulatedRouter router = start(PxpQuirk.EPOCH_GOES_ON);
        long before = PxpClient.epoch(client(router).ask("0000"));
        router.reboot();
        assertEquals(before, PxpClient.epoch(client(router).ask("0000")));
    }

    @Test
    void epoch_isNearItsEnd() throws Exception {
        PxpClient client = client(start(PxpQuirk.EPOCH_80_YEARS));
        assertEquals(0xFFFF_FF00L, PxpClient.epoch(client.ask(client.announce())));
    }

    @Test
    void privateAddress_isToldOverPcpAlone() throws Exception {
        PxpClient client = client(start(PxpQuirk.PRIVATE_PXP));
        assertEquals("00800003" + "00000000" + "00000000", client.ask("0000"));
        String refused = client.ask(map(client, PORT));
        assertEquals("028100080000001e", refused.substring(0, 16));
        assertTrue(refused.endsWith("ffff0a010203"), refused);
    }

    @Test
    void pcp_mapsBehindAnotherNat() throws Exception {
        PxpClient client = client(start(PxpQuirk.PMP_3_PCP_OK));
        assertEquals(3, result(client.ask("0000")));
        String mapped = client.ask(map(client, PORT));
        assertEquals(0, result(mapped));
        assertTrue(mapped.endsWith("ffff0a010203"), mapped);
    }

    @Test
    void answers_comeFromAnotherAddress() throws Exception {
        PxpClient client = client(start(PxpQuirk.PXP_OTHER_SOURCE));
        client.send("0000");
        assertEquals("00800000", client.nextFromElsewhere().substring(0, 8));
    }

    @Test
    void answers_comeTwiceAndAfterTheFormerOne() throws Exception {
        PxpClient client = client(start(PxpQuirk.PXP_LATE_TWICE));
        String address = client.ask("0000");
        assertEquals(address, client.next());
        assertEquals(address, client.ask(client.announce()));
        String announced = client.next();
        assertEquals("0280", announced.substring(0, 4));
        assertEquals(announced, client.next());
    }

    private SimulatedRouter start(PxpQuirk... quirks) throws IOException {
        SimulatedRouter router =
                SimulatedRouter.start(
                        TestNet.quiet().withControl(RouterProtocol.values()).withPxpQuirks(quirks),
                        clock,
                        line -> {});
        open.push(router);
        return router;
    }

    private PxpClient client(SimulatedRouter router) throws IOException {
        PxpClient client = new PxpClient(router, "127.0.0.1");
        open.push(client);
        return client;
    }

    private static String map(PxpClient client, int port) {
        return client.map(UDP, port, port, HOUR, NONCE);
    }

    private static void holdBySomebodyElse(SimulatedRouter router, int port) throws IOException {
        try (PxpClient other = new PxpClient(router, "127.0.0.77")) {
            assertEquals(port, port(other.ask(map(other, port))));
        }
    }

    private static List<Integer> externalPorts(SimulatedRouter router) {
        return router.mappings().stream().map(HeldMapping::externalPort).toList();
    }

    static void assertUnreachable(SimulatedRouter router) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(router.pxpAddress().orElseThrow());
            socket.setSoTimeout(15_000);
            socket.send(new DatagramPacket(new byte[2], 2));
            assertThrows(
                    PortUnreachableException.class,
                    () -> socket.receive(new DatagramPacket(new byte[2], 2)));
        }
    }
}
