// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.packet.PcpReply.Announced;
import org.postern.pcp.control.packet.PcpReply.MapKey;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpAddress;
import org.postern.pcp.control.packet.PcpReply.PmpMapped;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpReply.SpeaksPcp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/** Bytes of miniupnpd 2.3.1 and 2.3.11 where nothing else is said. */
class PcpReplyReaderTest {
    private static final PcpNonce NONCE = new PcpNonce(0x0011223344556677L, 0x8899aabb);

    @Test
    void aMapping() {
        assertEquals(
                Optional.of(
                        new Mapped(
                                new MapKey(NONCE, 17, 7000),
                                7000,
                                Hex.address("11.22.55.44"),
                                7200,
                                1732)),
                Hex.read(
                        "0281 0000 00001c20 000006c4 [12x00] 00112233445566778899aabb 11000000"
                                + " 1b58 1b58 [10x00] ffff 0b16372c"));
    }

    @Test
    void options_areNotRead() {
        assertEquals(
                Optional.of(
                        new Mapped(
                                new MapKey(NONCE, 17, 7022),
                                7022,
                                Hex.address("11.22.55.44"),
                                7200,
                                1732)),
                Hex.read(
                        "0281 0000 00001c20 000006c4 [12x00] 00112233445566778899aabb 11000000"
                                + " 1b6e 1b6e [10x00] ffff 0b16372c 02000000"));
    }

    /** Lab, S-05. */
    @Test
    void aRenewedPinhole_hasPort0_ofWhichTheReaderThinksNothing() {
        assertEquals(
                Optional.of(
                        new Mapped(
                                new MapKey(NONCE, 6, 8003),
                                0,
                                Hex.address("2001:470:78::10"),
                                900,
                                1738)),
                Hex.read(
                        "0281 0000 00000384 000006ca [12x00] 00112233445566778899aabb 06000000"
                                + " 1f43 0000 20010470 0078 [9x00] 10"));
    }

    /** Lab, S-16. */
    @Test
    void aRefusal_tellsTheAddress() {
        assertEquals(
                Optional.of(
                        new Refused(
                                PcpReply.PCP,
                                1,
                                PcpResult.NO_RESOURCES,
                                30,
                                2,
                                Optional.of(new MapKey(NONCE, 6, 7413)),
                                OptionalInt.empty(),
                                Optional.of(Hex.address("10.1.2.3")))),
                Hex.read(
                        "0281 0008 0000001e 00000002 [12x00] 00112233445566778899aabb 06000000"
                                + " 1cf5 1cf5 [10x00] ffff 0a010203"));
    }

    /** Reports from the field, B-27. */
    @ParameterizedTest
    @ValueSource(strings = {"", "00112233445566778899aabb11000000"})
    void aRefusal_mayBeShort(String rest) {
        PcpReply reply = Hex.read("0281 0003 00000000 000006c5 [12x00]" + rest).orElseThrow();

        assertEquals(
                new Refused(
                        PcpReply.PCP,
                        1,
                        PcpResult.MALFORMED_REQUEST,
                        0,
                        1733,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty()),
                reply);
        assertTrue(map(7000).isAnsweredBy(reply));
    }

    @Test
    void aMapping_mayNot() {
        assertEquals(
                Optional.empty(),
                Hex.read("0281 0000 00001c20 000006c4 [12x00] 00112233445566778899aabb 11000000"));
    }

    @Test
    void anAnnouncement() {
        assertEquals(
                Optional.of(new Announced(1732)), Hex.read("0280 0000 00000000 000006c4 [12x00]"));
    }

    @Test
    void anEpoch_hasNoSign() {
        assertEquals(
                Optional.of(new Announced(0xffffffffL)),
                Hex.read("0280 0000 00000000 ffffffff [12x00]"));
    }

    /** Quirk P1. */
    @ParameterizedTest
    @ValueSource(strings = {"0280", "028000", "0280 0001 00000000 00000000 [11x00]"})
    void whatIsShorterThanAHeader_tellsTheVersionAlone(String text) {
        PcpReply reply = Hex.read(text).orElseThrow();

        assertEquals(new SpeaksPcp(), reply);
        assertTrue(new PcpRequest.PmpExternalAddress().isAnsweredBy(reply));
        assertFalse(map(7000).isAnsweredBy(reply));
    }

    @Test
    void anAddress() {
        assertEquals(
                Optional.of(new PmpAddress(Hex.address("11.22.55.44"), 1726)),
                Hex.read("0080 0000 000006be 0b16372c"));
    }

    @Test
    void aMappingOverNatPmp() {
        assertEquals(
                Optional.of(new PmpMapped(Protocol.UDP, 6000, 6001, 3600, 1726)),
                Hex.read("0081 0000 000006be 1770 1771 00000e10"));
        assertEquals(
                Optional.of(new PmpMapped(Protocol.TCP, 6000, 6000, 0xffffffffL, 1726)),
                Hex.read("0082 0000 000006be 1770 1770 ffffffff"));
    }

    @Test
    void aRefusalOverNatPmp_inEachOfItsLengths() {
        assertEquals(
                Optional.of(pmpRefusal(0, 3, OptionalInt.empty())),
                Hex.read("0080 0003 00000002 00000000"));
        assertEquals(
                Optional.of(pmpRefusal(2, 2, OptionalInt.of(22))),
                Hex.read("0082 0002 00000002 0016 08ae 00000e10"));
        assertEquals(
                Optional.of(pmpRefusal(5, 5, OptionalInt.empty())), Hex.read("0085 0005 00000002"));
    }

    /** Lab, S-09: by the book the second would be a mapping of a UDP port. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aServerOfNatPmpAlone_answersPcpInEightBytes(int opcode) {
        PcpReply reply = Hex.read("008" + opcode + " 0001 00000940").orElseThrow();

        assertTrue(((Refused) reply).isVersionOfNatPmp());
        assertEquals(opcode == 1, map(7000).isAnsweredBy(reply));
    }

    /** Lab, S-08: by the book a failure of the network over NAT-PMP. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0080 0003 00000000 000006c5 [12x00]",
                "0080 0003 00000000 000006c5 [52x00]",
                "0080 0000 000006be",
                "0080 0000 000006be 0b16372c 00",
                "0081 0000 000006be 1770 1770 0000",
                "0081 0000 000006be 1770",
                "0083 0000 000006be 1770 1770 00000e10"
            })
    void natPmpInAnotherLengthOrForm_isNoReply(String text) {
        assertEquals(Optional.empty(), Hex.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02",
                "0000",
                "0200",
                "0201 0000 00001c20 [10x00] ffff c0a8630a",
                "0181 0000 00001c20 000006c4 [12x00]",
                "0381 0000 00001c20 000006c4 [12x00]",
                "0282 0000 00001c20 000006c4 [56x00]"
            })
    void requestsAndOtherVersionsAndOpcodes_areNoReply(String text) {
        assertEquals(Optional.empty(), Hex.read(text));
    }

    /** RFC 6887 section 7.3. */
    @Test
    void whatIsLongerThanAnyMessage_isNoReply() {
        ByteBuffer long1100 = ByteBuffer.allocate(1100).put(0, (byte) 2).put(1, (byte) 0x80);
        ByteBuffer long1101 = ByteBuffer.allocate(1101).put(0, (byte) 2).put(1, (byte) 0x80);

        assertEquals(Optional.of(new Announced(0)), PcpReplyReader.read(long1100));
        assertEquals(Optional.empty(), PcpReplyReader.read(long1101));
    }

    private static PcpRequest map(int internalPort) {
        return new PcpRequest.Map(
                Hex.address("192.168.99.10"), NONCE, Protocol.UDP, internalPort, 0, 7200, false);
    }

    private static PcpReply pmpRefusal(int opcode, int code, OptionalInt port) {
        return new Refused(
                PcpReply.NAT_PMP, opcode, code, 0, 2, Optional.empty(), port, Optional.empty());
    }
}
