// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.forward.Transport;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A MAP request of PCP. The client is the sender, the protocol an IP protocol number, the nonce in
 * hex; ports are 0 where none is named.
 */
record ReceivedMap(
        InetAddress client,
        int protocol,
        int internalPort,
        int suggestedPort,
        InetAddress suggestedAddress,
        long lifetime,
        String nonce,
        boolean preferFailure) {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private static final long SHORTEST_SECONDS = 120;
    private static final long LONGEST_SECONDS = 86_400;

    /** Empty: another protocol. */
    Optional<Transport> transport() {
        return switch (protocol) {
            case TCP -> Optional.of(Transport.TCP);
            case UDP -> Optional.of(Transport.UDP);
            default -> Optional.empty();
        };
    }

    boolean deletes() {
        return lifetime == 0;
    }

    /** The port that was suggested, else the internal one. */
    int wantedPort() {
        return suggestedPort == 0 ? internalPort : suggestedPort;
    }

    /** The lifetime that is granted. */
    long grantedLifetime() {
        return Math.max(SHORTEST_SECONDS, Math.min(lifetime, LONGEST_SECONDS));
    }

    boolean suggestsNothing() {
        return suggestedPort == 0 && suggestedAddress.isAnyLocalAddress();
    }
}
