// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.PortMapping;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a router lets us see at a port.
 *
 * @param told false where it did not answer or refused to tell
 * @param entry what it holds; empty when it says that it holds nothing, or did not tell
 */
record Sight(boolean told, Optional<PortMapping> entry) {
    static final Sight UNTOLD = new Sight(false, Optional.empty());

    /** A lease read back is the time left; a slow router has let some of it pass. */
    static final Duration LEASE_TOLERANCE = Duration.ofSeconds(30);

    /** What is left of a lease that nobody limited must last at least this long. */
    private static final Duration LONG_ENOUGH = Duration.ofHours(1);

    static Sight of(Optional<PortMapping> entry) {
        return new Sight(true, entry);
    }

    /** Whether the router says that the port is free. */
    boolean nothing() {
        return told && entry.isEmpty();
    }

    /** Whether the entry leads to this machine, whatever it is called. */
    boolean isOf(InetAddress client) {
        return entry.filter(each -> each.internalClient().equals(client)).isPresent();
    }

    /** Whether what is asked for stands already, and for as long. */
    boolean holds(Attempt attempt, InetAddress client) {
        return isOf(client)
                && entry.filter(each -> each.internalPort() == attempt.internalPort())
                        .filter(each -> lasts(each.lease(), attempt.lease()))
                        .isPresent();
    }

    private static boolean lasts(Duration held, Duration asked) {
        Duration wanted = asked.isZero() ? LONG_ENOUGH : asked;
        return held.isZero() || held.plus(LEASE_TOLERANCE).compareTo(wanted) >= 0;
    }
}
