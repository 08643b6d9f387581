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

/** What is sent to a server of PCP or NAT-PMP. */
public sealed interface PcpRequest {
    /** The datagram. */
    ByteBuffer datagram();

    /**
     * Whether a reply is one to this request. A server that does not speak the version says so with
     * the opcode of the request.
     */
    boolean isAnsweredBy(PcpReply reply);

    /** {@link PcpReply#PCP} or {@link PcpReply#NAT_PMP}. */
    int version();

    /** Asks a server whether it speaks PCP, and for its epoch (RFC 6887 section 14.1). */
    record Announce(InetAddress client) implements PcpRequest {
        @Override
        public ByteBuffer datagram() {
            return pcpHeader(PcpFormat.HEADER, PcpFormat.ANNOUNCE_OPCODE, 0, client).flip();
        }

        @Override
        public boolean isAnsweredBy(PcpReply reply) {
            return reply instanceof Announced
                    || reply instanceof SpeaksPcp
                    || isPcpRefusal(reply, PcpFormat.ANNOUNCE_OPCODE);
        }

        @Override
        public int version() {
            return PcpReply.PCP;
        }
    }

    /**
     * Opens, renews or deletes a mapping over PCP (RFC 6887 section 11).
     *
     * @param client the address that the request is sent from
     * @param nonce of the mapping
     * @param protocol TCP or UDP
     * @param internalPort 1..65535
     * @param suggestedPort 0 for none. The external address is never suggested: after a change of
     *     the router's it would be the wrong one
     * @param lifetime in seconds; 0 deletes
     * @param preferFailure whether a failure is better than another port. Servers repeat the option
     *     and give another port all the same (lab, miniupnpd 2.3.1)
     */
    record Map(
            InetAddress client,
            PcpNonce nonce,
            Protocol protocol,
            int internalPort,
            int suggestedPort,
            long lifetime,
            boolean preferFailure)
            implements PcpRequest {
        @Override
        public ByteBuffer datagram() {
            int length = PcpFormat.MAP + (preferFailure ? PcpFormat.OPTION_HEADER : 0);
            ByteBuffer bytes = pcpHeader(length, PcpFormat.MAP_OPCODE, lifetime, client);
            nonce.write(bytes);
            bytes.put((byte) number(protocol)).put((byte) 0).putShort((short) 0);
            bytes.putShort((short) internalPort).putShort((short) suggestedPort);
            PcpAddress.writeAny(bytes, client);
            if (preferFailure) {
                bytes.put((byte) PcpFormat.PREFER_FAILURE).put((byte) 0).putShort((short) 0);
            }
            return bytes.flip();
        }

        @Override
        public boolean isAnsweredBy(PcpReply reply) {
            MapKey asked = new MapKey(nonce, number(protocol), internalPort);
            return reply instanceof Mapped mapped && mapped.key().equals(asked)
                    || isPcpRefusal(reply, PcpFormat.MAP_OPCODE)
                            && ((Refused) reply).key().map(asked::equals).orElse(true);
        }

        @Override
        public int version() {
            return PcpReply.PCP;
        }

        /** The same without the option, for servers that do not know it. */
        public Map withoutPreferFailure() {
            return new Map(client, nonce, protocol, internalPort, suggestedPort, lifetime, false);
        }

        private static int number(Protocol protocol) {
            return protocol == Protocol.TCP ? PcpFormat.TCP : PcpFormat.UDP;
        }
    }

    /** Asks for the external address over NAT-PMP (RFC 6886 section 3.2). */
    record PmpExternalAddress() implements PcpRequest {
        @Override
        public ByteBuffer datagram() {
            return ByteBuffer.wrap(new byte[] {PcpReply.NAT_PMP, PcpFormat.PMP_ADDRESS_OPCODE});
        }

        @Override
        public boolean isAnsweredBy(PcpReply reply) {
            return reply instanceof PmpAddress
                    || isOtherVersion(reply)
                    || isPmpRefusal(reply, PcpFormat.PMP_ADDRESS_OPCODE);
        }

        @Override
        public int version() {
            return PcpReply.NAT_PMP;
        }
    }

    /**
     * Opens, renews or deletes a mapping over NAT-PMP (RFC 6886 section 3.3).
     *
     * @param protocol TCP or UDP
     * @param internalPort 1..65535
     * @param suggestedPort 0 only where the mapping is deleted: some servers do not answer it
     *     otherwise
     * @param lifetime in seconds; 0 deletes
     */
    record PmpMap(Protocol protocol, int internalPort, int suggestedPort, long lifetime)
            implements PcpRequest {
        private static final int LENGTH = 12;

        @Override
        public ByteBuffer datagram() {
            return ByteBuffer.allocate(LENGTH)
                    .put((byte) PcpReply.NAT_PMP)
                    .put((byte) opcode())
                    .putShort((short) 0)
                    .putShort((short) internalPort)
                    .putShort((short) suggestedPort)
                    .putInt((int) lifetime)
                    .flip();
        }

        /** By the internal port, too: some servers cut it to eight bits (quirk P9). */
        @Override
        public boolean isAnsweredBy(PcpReply reply) {
            return isOtherVersion(reply)
                    || reply instanceof PmpMapped mapped
                            && mapped.protocol() == protocol
                            && mapped.internalPort() == internalPort
                            && (mapped.lifetime() == 0 || lifetime != 0)
                    || isPmpRefusal(reply, opcode())
                            && ((Refused) reply).internalPort().orElse(internalPort)
                                    == internalPort;
        }

        @Override
        public int version() {
            return PcpReply.NAT_PMP;
        }

        private int opcode() {
            return protocol == Protocol.UDP ? PcpFormat.PMP_UDP_OPCODE : PcpFormat.PMP_TCP_OPCODE;
        }
    }

    private static ByteBuffer pcpHeader(int length, int opcode, long lifetime, InetAddress client) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        bytes.put((byte) PcpReply.PCP).put((byte) opcode).putShort((short) 0);
        bytes.putInt((int) lifetime);
        PcpAddress.write(bytes, client);
        return bytes;
    }

    /** A PCP server that was asked over NAT-PMP answers in its own version (quirk P1). */
    private static boolean isOtherVersion(PcpReply reply) {
        return reply instanceof SpeaksPcp
                || reply instanceof Refused refused
                        && refused.version() == PcpReply.PCP
                        && refused.code() == PcpResult.UNSUPPORTED_VERSION;
    }

    /** Of PCP, or of a server that speaks NAT-PMP alone. */
    private static boolean isPcpRefusal(PcpReply reply, int opcode) {
        return reply instanceof Refused refused
                && refused.opcode() == opcode
                && (refused.version() == PcpReply.PCP || refused.isVersionOfNatPmp());
    }

    private static boolean isPmpRefusal(PcpReply reply, int opcode) {
        return reply instanceof Refused refused
                && refused.version() == PcpReply.NAT_PMP
                && refused.opcode() == opcode;
    }
}
