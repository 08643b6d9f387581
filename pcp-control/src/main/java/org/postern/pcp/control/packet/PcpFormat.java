// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

/** Lengths and numbers of both protocols. */
final class PcpFormat {
    /** In the second byte of a reply. */
    static final int RESPONSE = 0x80;

    /** RFC 6887 section 7.3. */
    static final int LONGEST = 1100;

    static final int HEADER = 24;
    static final int MAP = 60;

    static final int ANNOUNCE_OPCODE = 0;
    static final int MAP_OPCODE = 1;

    static final int PREFER_FAILURE = 2;
    static final int OPTION_HEADER = 4;

    static final int TCP = 6;
    static final int UDP = 17;

    static final int PMP_ADDRESS_OPCODE = 0;
    static final int PMP_UDP_OPCODE = 1;
    static final int PMP_TCP_OPCODE = 2;

    static final int PMP_ERROR = 8;
    static final int PMP_ADDRESS = 12;
    static final int PMP_MAP = 16;

    private PcpFormat() {}
}
