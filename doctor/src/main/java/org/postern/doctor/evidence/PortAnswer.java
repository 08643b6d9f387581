// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

/** What an attempt to reach a port met. */
public enum PortAnswer {
    /** TCP: the connection was accepted. UDP: an answer came. */
    ANSWERED,
    /** The host is there and nobody listens: a reset, or "port unreachable". */
    REFUSED,
    /** Nothing came back. */
    SILENT,
    /** The system knows no way to the host, or nobody has its address. */
    NO_ROUTE,
    /** This machine did not let it out: "operation not permitted". */
    NOT_PERMITTED
}
