// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.verdict;

/** What not every system lets a program measure, or not every gateway. */
public enum Measurement {
    /** From which address this machine's answers leave. */
    WAY_OUT,
    /** Whether somebody has the address of the default gateway. */
    NEIGHBOUR,
    /** Whether this machine drops what arrives. */
    DROPPED_PACKETS,
    /** The state of the gateway's internet connection and its address. */
    INTERNET,
    /** Which programs listen on this machine. */
    LISTENING,
    /** Whether this machine lets in what it did not ask for. */
    INBOUND
}
