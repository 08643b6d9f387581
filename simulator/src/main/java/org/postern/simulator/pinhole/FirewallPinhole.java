// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pinhole;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A pinhole for an IP protocol number. The owner is the nonce of PCP in hex, and empty if it was
 * opened over UPnP.
 */
public record FirewallPinhole(
        int id,
        InetAddress client,
        int protocol,
        int internalPort,
        String owner,
        Instant expires,
        boolean renewed) {

    /** Whether it is for this place. */
    boolean leadsTo(InetAddress host, int ofProtocol, int port) {
        return client.equals(host) && protocol == ofProtocol && internalPort == port;
    }

    FirewallPinhole renewed(String by, Instant until) {
        return new FirewallPinhole(id, client, protocol, internalPort, by, until, true);
    }

    /** Whole seconds left, rounded up. */
    public long secondsLeft(Instant now) {
        return Duration.between(now, expires).plusNanos(999_999_999).toSeconds();
    }
}
