// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import org.postern.api.gateway.PortMapping;

import java.util.Optional;

/**
 * What the gateway holds for the port, E13 and E14.
 *
 * @param state whose it is
 * @param mapping present where there is one
 * @param holder whether somebody has the address that it leads to
 */
public record PortEntry(State state, Optional<PortMapping> mapping, NextHop.Neighbour holder) {
    /** Whose it is. */
    public enum State {
        /** It leads to this machine. */
        OURS,
        /** It leads to this machine, and to another port than the one that was asked for. */
        OTHER_INTERNAL_PORT,
        /** It leads to another host. */
        OTHERS,
        /** There is none. */
        NONE,
        /** The gateway cannot be asked, or did not tell. */
        UNKNOWN
    }
}
