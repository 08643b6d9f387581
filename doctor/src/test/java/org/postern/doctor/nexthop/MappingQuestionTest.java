// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

class MappingQuestionTest {
    private final MappingQuestion question = new MappingQuestion();

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @Test
    void bothProtocolsAreAsked() throws Exception {
        assertEquals(
                List.of(
                        bytes("0000"),
                        bytes("0200000000000000" + "00000000000000000000ffffc0a8420a")),
                question.datagrams(InetAddress.getByName("192.168.66.10")));
    }

    @Test
    void eachAnswerIsOfItsProtocol() {
        assertFalse(question.isLast(bytes("02800000000000000000000900000000")));
        assertTrue(question.isLast(bytes("0080000300000009" + "00000000")));
        assertEquals(OptionalInt.of(0), question.pcpResult());
        assertEquals(OptionalInt.of(3), question.natPmpResult());
    }

    /** By that a server says that it speaks the other protocol alone. */
    @Test
    void anUnsupportedVersionIsNotSpoken() {
        question.isLast(bytes("0080000100000009"));
        question.isLast(bytes("02800001000000000000000900000000"));
        assertEquals(OptionalInt.empty(), question.natPmpResult());
        assertEquals(OptionalInt.empty(), question.pcpResult());
    }

    @Test
    void anythingElseIsOfNeither() {
        question.isLast(bytes("00"));
        question.isLast(bytes("0000000000000000"));
        question.isLast(bytes("0180000000000000"));
        question.isLast(bytes("ffffffffffffffff"));
        assertEquals(OptionalInt.empty(), question.natPmpResult());
        assertEquals(OptionalInt.empty(), question.pcpResult());
    }
}
