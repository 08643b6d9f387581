// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

/** Result codes that the client acts on: of PCP, RFC 6887 section 7.4. */
public final class PcpResult {
    /** The version of the request is not spoken; the same in NAT-PMP (RFC 6886 section 3.5). */
    public static final int UNSUPPORTED_VERSION = 1;

    /** Not permitted by the server; the same in NAT-PMP. */
    public static final int NOT_AUTHORIZED = 2;

    /** The request cannot be read. */
    public static final int MALFORMED_REQUEST = 3;

    /** The server does not do this. */
    public static final int UNSUPPORTED_OPCODE = 4;

    /** The server does not know an option that it has to. */
    public static final int UNSUPPORTED_OPTION = 5;

    /** An option cannot be read, or is of no use in this request. */
    public static final int MALFORMED_OPTION = 6;

    /** The server has no address, or no connection. */
    public static final int NETWORK_FAILURE = 7;

    /** The table is full, or there is nothing to delete. */
    public static final int NO_RESOURCES = 8;

    /** Not for this transport protocol. */
    public static final int UNSUPPORTED_PROTOCOL = 9;

    /** This client has as many mappings as it may have. */
    public static final int USER_EXCEEDED_QUOTA = 10;

    /** The port was wanted and no other, and is taken or not permitted. */
    public static final int CANNOT_PROVIDE_EXTERNAL = 11;

    /** The client's address in the request is not the one that it was sent from. */
    public static final int ADDRESS_MISMATCH = 12;

    /** There are too many peers. */
    public static final int EXCESSIVE_REMOTE_PEERS = 13;

    /** Of NAT-PMP: no external address, or a private one. */
    public static final int PMP_NETWORK_FAILURE = 3;

    /** Of NAT-PMP: the table is full. */
    public static final int PMP_OUT_OF_RESOURCES = 4;

    /** Of NAT-PMP: the server does not do this. */
    public static final int PMP_UNSUPPORTED_OPCODE = 5;

    private PcpResult() {}
}
