// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.packet.PcpReply.MapKey;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpMapped;

import java.net.InetAddress;

class PcpRequestTest {
    private static final PcpNonce NONCE = new PcpNonce(0x0011223344556677L, 0x8899aabb);
    private static final InetAddress CLIENT = Hex.address("192.168.99.10");

    private static final PcpRequest MAP =
            new PcpRequest.Map(CLIENT, NONCE, Protocol.UDP, 7000, 7001, 7200, false);

    @Test
    void pcp_inBytes() {
        assertEquals(
                Hex.text(Hex.bytes("02 [17x00] ffff c0a8630a")),
                Hex.text(new PcpRequest.Announce(CLIENT).datagram()));
        String map =
                "0201 0000 00001c20 [10x00] ffff c0a8630a 00112233445566778899aabb 11000000"
                        + " 1b58 1b59 [10x00] ffff 00000000";
        assertEquals(Hex.text(Hex.bytes(map)), Hex.text(MAP.datagram()));
        assertEquals(
                Hex.text(Hex.bytes(map.replace("11000000", "06000000") + "02000000")),
                Hex.text(
                        new PcpRequest.Map(CLIENT, NONCE, Protocol.TCP, 7000, 7001, 7200, true)
                                .datagram()));
    }

    @Test
    void pcpOverIpv6_inBytes() {
        assertEquals(
                Hex.text(
                        Hex.bytes(
                                "0201 0000 00001c20 20010470 0078 [9x00] 10"
                                        + " 00112233445566778899aabb 06000000 1f43 1f43 [16x00]")),
                Hex.text(
                        new PcpRequest.Map(
                                        Hex.address("2001:470:78::10"),
                                        NONCE,
                                        Protocol.TCP,
                                        8003,
                                        8003,
                                        7200,
                                        false)
                                .datagram()));
    }

    @Test
    void natPmp_inBytes() {
        assertEquals("0000", Hex.text(new PcpRequest.PmpExternalAddress().datagram()));
        assertEquals(
                "000100001770177100000e10",
                Hex.text(new PcpRequest.PmpMap(Protocol.UDP, 6000, 6001, 3600).datagram()));
        assertEquals(
                "00020000ffffffff00000000",
                Hex.text(new PcpRequest.PmpMap(Protocol.TCP, 65535, 65535, 0).datagram()));
    }

    @ParameterizedTest
    @CsvSource({
        "0011223344556677, 17, 7000, true",
        "0011223344556678, 17, 7000, false",
        "0011223344556677, 6, 7000, false",
        "0011223344556677, 17, 7001, false"
    })
    void aMapping_answersByNonceProtocolAndPort(
            String nonce, int protocol, int port, boolean answers) {
        MapKey key =
                new MapKey(new PcpNonce(Long.parseLong(nonce, 16), NONCE.low()), protocol, port);

        assertEquals(answers, MAP.isAnsweredBy(new Mapped(key, 1, CLIENT, 7200, 1)));
    }

    /** Quirk P9, miniupnpd 1.8.20140523: 6000 is 0x1770. */
    @Test
    void aPortCutToEightBits_isNoAnswer() {
        PcpRequest request = new PcpRequest.PmpMap(Protocol.UDP, 6000, 6000, 3600);

        assertTrue(request.isAnsweredBy(new PmpMapped(Protocol.UDP, 6000, 6000, 3600, 1)));
        assertFalse(request.isAnsweredBy(new PmpMapped(Protocol.UDP, 0x70, 0x70, 3600, 1)));
    }

    /** Quirk P10. */
    @Test
    void lateAnswers_areTold() {
        PcpRequest delete = new PcpRequest.PmpMap(Protocol.UDP, 6000, 0, 0);

        assertFalse(delete.isAnsweredBy(new PmpMapped(Protocol.UDP, 6000, 6000, 3600, 1)));
        assertTrue(delete.isAnsweredBy(new PmpMapped(Protocol.UDP, 6000, 0, 0, 1)));
        assertFalse(delete.isAnsweredBy(new PmpMapped(Protocol.TCP, 6000, 0, 0, 1)));
    }

    @Test
    void aNonce_isNotShownWhole() {
        assertEquals("0011…", NONCE.toString());
    }
}
