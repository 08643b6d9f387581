// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.table.TableReader;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a router discloses about a port.
 *
 * @param known false where it did not answer or refused to tell
 * @param entry what it holds; empty when it says that it holds nothing, or is not known
 */
record PortLookup(boolean known, Optional<PortMapping> entry) {
    static final PortLookup UNKNOWN = new PortLookup(false, Optional.empty());

    /** A lease read back is the time left; a slow router has let some of it pass. */
    static final Duration LEASE_TOLERANCE = Duration.ofSeconds(30);

    /** What is left of a lease that nobody limited must last at least this long. */
    private static final Duration LONG_ENOUGH = Duration.ofHours(1);

    static PortLookup of(Optional<PortMapping> entry) {
        return new PortLookup(true, entry);
    }

    /** Looks at the port of an attempt. Never fails: what the router does not tell is unknown. */
    static PortLookup at(Attempt attempt, ControlSession session) throws InterruptedException {
        try {
            return of(find(attempt, session));
        } catch (GatewayException e) {
            return UNKNOWN;
        }
    }

    /** Looks also under the remote host that an attempt had to name. */
    static Optional<PortMapping> find(Attempt attempt, ControlSession session)
            throws GatewayException, InterruptedException {
        TableReader table = new TableReader(session);
        Optional<PortMapping> held = table.find(attempt.key());
        return held.isPresent() || attempt.remoteHost().isEmpty()
                ? held
                : table.find(attempt.key(), attempt.remoteHost());
    }

    /** Whether the router shows a mapping there. */
    boolean held() {
        return entry.isPresent();
    }

    /** Whether the router says that the port is free. */
    boolean free() {
        return known && entry.isEmpty();
    }

    /** Whether what is asked for stands already, and for as long, whatever it is called. */
    boolean satisfies(Attempt attempt, InetAddress client) {
        return entry.filter(each -> each.internalClient().equals(client))
                .filter(each -> each.internalPort() == attempt.internalPort())
                .filter(each -> lasts(each.lease(), attempt.lease()))
                .isPresent();
    }

    private static boolean lasts(Duration held, Duration asked) {
        Duration wanted = asked.isZero() ? LONG_ENOUGH : asked;
        return held.isZero() || held.plus(LEASE_TOLERANCE).compareTo(wanted) >= 0;
    }
}
