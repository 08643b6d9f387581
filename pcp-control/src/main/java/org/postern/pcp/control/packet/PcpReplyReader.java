// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.packet.PcpReply.Announced;
import org.postern.pcp.control.packet.PcpReply.MapKey;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpAddress;
import org.postern.pcp.control.packet.PcpReply.PmpMapped;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpReply.SpeaksPcp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads replies and announcements of both protocols. Only their exact forms: a PCP server answers
 * some requests that it cannot read in the version of NAT-PMP, with what would be a failure of the
 * network there but for its length.
 */
public final class PcpReplyReader {
    private static final int SHORTEST = 2;

    private PcpReplyReader() {}

    /** Empty for anything but a reply. The buffer is read to its limit or less. */
    public static Optional<PcpReply> read(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length < SHORTEST || length > PcpFormat.LONGEST) {
            return Optional.empty();
        }
        int version = bytes.get() & 0xff;
        int opcode = bytes.get() & 0xff;
        if ((opcode & PcpFormat.RESPONSE) == 0) {
            return Optional.empty();
        }
        int asked = opcode - PcpFormat.RESPONSE;
        return switch (version) {
            case PcpReply.PCP -> pcp(bytes, length, asked);
            case PcpReply.NAT_PMP -> natPmp(bytes, length, asked);
            default -> Optional.empty();
        };
    }

    private static Optional<PcpReply> pcp(ByteBuffer bytes, int length, int opcode) {
        if (length < PcpFormat.HEADER) {
            return Optional.of(new SpeaksPcp());
        }
        bytes.get();
        int code = bytes.get() & 0xff;
        long lifetime = unsigned(bytes);
        long epoch = unsigned(bytes);
        bytes.position(bytes.position() + 12);
        boolean map = opcode == PcpFormat.MAP_OPCODE && length >= PcpFormat.MAP;
        if (code != 0) {
            return Optional.of(pcpRefusal(bytes, opcode, code, lifetime, epoch, map));
        }
        if (opcode == PcpFormat.ANNOUNCE_OPCODE) {
            return Optional.of(new Announced(epoch));
        }
        if (!map) {
            return Optional.empty();
        }
        MapKey key = key(bytes);
        int externalPort = port(bytes);
        return Optional.of(new Mapped(key, externalPort, PcpAddress.read(bytes), lifetime, epoch));
    }

    /** One about a mapping may be shorter than it ought to be. */
    private static PcpReply pcpRefusal(
            ByteBuffer bytes, int opcode, int code, long lifetime, long epoch, boolean map) {
        Optional<MapKey> key = Optional.empty();
        Optional<InetAddress> address = Optional.empty();
        if (map) {
            key = Optional.of(key(bytes));
            port(bytes);
            address = Optional.of(PcpAddress.read(bytes));
        }
        return new Refused(
                PcpReply.PCP, opcode, code, lifetime, epoch, key, OptionalInt.empty(), address);
    }

    private static MapKey key(ByteBuffer bytes) {
        PcpNonce nonce = PcpNonce.read(bytes);
        int protocol = bytes.get() & 0xff;
        bytes.get();
        bytes.getShort();
        return new MapKey(nonce, protocol, port(bytes));
    }

    private static Optional<PcpReply> natPmp(ByteBuffer bytes, int length, int opcode) {
        if (length < PcpFormat.PMP_ERROR) {
            return Optional.empty();
        }
        int code = port(bytes);
        long epoch = unsigned(bytes);
        boolean address = length == PcpFormat.PMP_ADDRESS && opcode == PcpFormat.PMP_ADDRESS_OPCODE;
        boolean map =
                length == PcpFormat.PMP_MAP
                        && (opcode == PcpFormat.PMP_UDP_OPCODE
                                || opcode == PcpFormat.PMP_TCP_OPCODE);
        if (code != 0) {
            return length == PcpFormat.PMP_ERROR || address || map
                    ? Optional.of(pmpRefusal(bytes, opcode, code, epoch, map))
                    : Optional.empty();
        }
        if (address) {
            return Optional.of(new PmpAddress(PcpAddress.readIpv4(bytes), epoch));
        }
        if (map) {
            int internalPort = port(bytes);
            int externalPort = port(bytes);
            return Optional.of(
                    new PmpMapped(
                            opcode == PcpFormat.PMP_UDP_OPCODE ? Protocol.UDP : Protocol.TCP,
                            internalPort,
                            externalPort,
                            unsigned(bytes),
                            epoch));
        }
        return Optional.empty();
    }

    private static PcpReply pmpRefusal(
            ByteBuffer bytes, int opcode, int code, long epoch, boolean map) {
        return new Refused(
                PcpReply.NAT_PMP,
                opcode,
                code,
                0,
                epoch,
                Optional.empty(),
                map ? OptionalInt.of(port(bytes)) : OptionalInt.empty(),
                Optional.empty());
    }

    private static int port(ByteBuffer bytes) {
        return bytes.getShort() & 0xffff;
    }

    private static long unsigned(ByteBuffer bytes) {
        return bytes.getInt() & 0xffffffffL;
    }
}
