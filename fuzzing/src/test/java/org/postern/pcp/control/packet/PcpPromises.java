// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpMapped;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpReply.Timed;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Any datagram can be read, and none is changed. What comes out is within the ranges of the
 * protocols, is the same each time, and answers no request but the one that it repeats.
 */
public final class PcpPromises {
    private static final int LONGEST = 1100;
    private static final int PMP_MAP = 16;
    private static final long UNSIGNED = 0xffffffffL;
    private static final int PORT = 0xffff;

    private PcpPromises() {}

    /** Reads a datagram and checks what came out. */
    public static void check(byte[] datagram) {
        byte[] before = datagram.clone();
        Optional<PcpReply> reply = PcpReplyReader.read(ByteBuffer.wrap(datagram));
        assertArrayEquals(before, datagram);
        assertEquals(reply, PcpReplyReader.read(ByteBuffer.wrap(datagram)));
        reply.ifPresent(each -> check(each, datagram));
        checkEpoch(reply);
    }

    private static void check(PcpReply reply, byte[] datagram) {
        assertTrue(datagram.length >= 2 && datagram.length <= LONGEST);
        assertEquals(datagram[0], reply.version());
        assertTrue(datagram[1] < 0, "a request was taken for a reply");
        if (reply.version() == PcpReply.NAT_PMP) {
            assertTrue(datagram.length <= PMP_MAP, "NAT-PMP in another length");
        }
        if (reply instanceof Timed timed) {
            checkUnsigned(timed.seconds());
        }
        if (reply instanceof Mapped mapped) {
            checkUnsigned(mapped.lifetime());
            checkPort(mapped.externalPort());
            checkKey(mapped.key().internalPort(), mapped.key().protocolNumber());
        } else if (reply instanceof PmpMapped mapped) {
            checkUnsigned(mapped.lifetime());
            checkPort(mapped.externalPort());
            checkPort(mapped.internalPort());
        } else if (reply instanceof Refused refused) {
            assertTrue(refused.code() > 0 && refused.code() <= PORT);
            checkUnsigned(refused.lifetime());
            refused.key().ifPresent(key -> checkKey(key.internalPort(), key.protocolNumber()));
        }
        checkAnswered(reply);
    }

    /** Two mappings that differ in one thing cannot both be meant. */
    private static void checkAnswered(PcpReply reply) {
        if (reply instanceof Mapped mapped) {
            PcpNonce nonce = mapped.key().nonce();
            int port = mapped.key().internalPort();
            PcpNonce other = new PcpNonce(nonce.high(), ~nonce.low());
            for (Protocol protocol : Protocol.values()) {
                assertFalse(map(other, protocol, port).isAnsweredBy(reply));
                assertFalse(map(nonce, protocol, port ^ 1).isAnsweredBy(reply));
            }
            assertFalse(
                    map(nonce, Protocol.TCP, port).isAnsweredBy(reply)
                            && map(nonce, Protocol.UDP, port).isAnsweredBy(reply));
        } else if (reply instanceof PmpMapped mapped) {
            int port = mapped.internalPort();
            for (Protocol protocol : Protocol.values()) {
                boolean meant = protocol == mapped.protocol();
                assertEquals(meant, pmp(protocol, port).isAnsweredBy(reply));
                assertFalse(pmp(protocol, port ^ 1).isAnsweredBy(reply));
            }
        }
    }

    /** Whatever the epochs, the rule gives an answer, and a repetition is no loss. */
    private static void checkEpoch(Optional<PcpReply> reply) {
        if (reply.isPresent() && reply.get() instanceof Timed timed) {
            ServerEpoch epoch = new ServerEpoch();
            assertFalse(epoch.isLost(timed.version(), timed.seconds(), Long.MAX_VALUE));
            assertFalse(epoch.isLost(timed.version(), timed.seconds(), Long.MIN_VALUE));
        }
    }

    private static PcpRequest map(PcpNonce nonce, Protocol protocol, int port) {
        InetAddress client = InetAddress.getLoopbackAddress();
        return new PcpRequest.Map(client, nonce, protocol, port, port, 1, false);
    }

    private static PcpRequest pmp(Protocol protocol, int port) {
        return new PcpRequest.PmpMap(protocol, port, port, 1);
    }

    private static void checkKey(int port, int protocol) {
        checkPort(port);
        assertTrue(protocol >= 0 && protocol <= 0xff);
    }

    private static void checkPort(int port) {
        assertTrue(port >= 0 && port <= PORT);
    }

    private static void checkUnsigned(long number) {
        assertTrue(number >= 0 && number <= UNSIGNED);
    }
}
