// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/** Packets as text; {@code [4x00]} stands for four zero bytes, and blanks for nothing. */
final class Hex {
    private Hex() {}

    static ByteBuffer bytes(String text) {
        StringBuilder digits = new StringBuilder();
        for (String part : text.replace(" ", "").split("[\\[\\]]")) {
            int times = part.indexOf("x00");
            digits.append(times < 0 ? part : "00".repeat(Integer.parseInt(part, 0, times, 10)));
        }
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    }

    static String text(ByteBuffer bytes) {
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        return HexFormat.of().formatHex(all);
    }

    static Optional<PcpReply> read(String text) {
        return PcpReplyReader.read(bytes(text));
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
