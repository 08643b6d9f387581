// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/**
 * The two questions at port 5351 that change nothing: a request for the external address over
 * NAT-PMP (RFC 6886 section 3.2), and an ANNOUNCE over PCP (RFC 6887 section 14.1). Belongs to the
 * thread that asks.
 */
final class MappingQuestion implements ProbeSocket.Question {
    private static final int NAT_PMP = 0;
    private static final int PCP = 2;

    /** In answers, above the number of the request, which is 0 for both. */
    private static final byte RESPONSE = (byte) 0x80;

    /** The result by which a server of either protocol refuses the other one. */
    private static final int UNSUPPORTED_VERSION = 1;

    private static final int PCP_HEADER = 24;
    private static final int IPV4_LENGTH = 4;

    private static final int OPCODE = 1;
    private static final int NAT_PMP_RESULT = 2;
    private static final int PCP_RESULT = 3;
    private static final int SHORTEST = 4;

    private static final int PROTOCOLS = 2;

    private OptionalInt natPmpResult = OptionalInt.empty();
    private OptionalInt pcpResult = OptionalInt.empty();
    private int answers;

    /** The result code of NAT-PMP; empty where it is not spoken. */
    OptionalInt natPmpResult() {
        return natPmpResult;
    }

    /** The result code of PCP; empty where it is not spoken. */
    OptionalInt pcpResult() {
        return pcpResult;
    }

    @Override
    public List<ByteBuffer> datagrams(InetAddress local) {
        return List.of(ByteBuffer.wrap(new byte[] {NAT_PMP, 0}), announce(local));
    }

    /** With this machine's address, which the server compares with the sender's. */
    private static ByteBuffer announce(InetAddress local) {
        byte[] bytes = new byte[PCP_HEADER];
        bytes[0] = PCP;
        byte[] address = local.getAddress();
        int start = PCP_HEADER - address.length;
        System.arraycopy(address, 0, bytes, start, address.length);
        if (address.length == IPV4_LENGTH) {
            // Mapped into IPv6 (RFC 4291 section 2.5.5.2).
            bytes[start - 1] = (byte) 0xff;
            bytes[start - 2] = (byte) 0xff;
        }
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public boolean isLast(ByteBuffer answer) {
        int start = answer.position();
        if (answer.remaining() >= SHORTEST && answer.get(start + OPCODE) == RESPONSE) {
            if (answer.get(start) == NAT_PMP) {
                natPmpResult = spoken(answer.getShort(start + NAT_PMP_RESULT) & 0xffff);
            } else if (answer.get(start) == PCP) {
                pcpResult = spoken(answer.get(start + PCP_RESULT) & 0xff);
            }
        }
        answers++;
        return answers >= PROTOCOLS;
    }

    private static OptionalInt spoken(int result) {
        return result == UNSUPPORTED_VERSION ? OptionalInt.empty() : OptionalInt.of(result);
    }
}
