// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.net.InetAddress;
import java.util.Optional;

/**
 * How what this machine sends to the internet leaves it: what the system says when a socket is
 * connected, which sends nothing and follows its routing rules.
 *
 * @param state whether there is a way
 * @param source the address from which it leaves; empty unless {@link State#LEAVES}
 * @param networkInterface the name of the interface that has this address; may be empty
 * @param tunnel whether that interface is a tunnel
 */
public record WayOut(
        State state, Optional<InetAddress> source, String networkInterface, boolean tunnel) {
    /** Whether there is a way. */
    public enum State {
        LEAVES,
        /** "Network is unreachable". */
        NO_ROUTE,
        NOT_MEASURED
    }
}
