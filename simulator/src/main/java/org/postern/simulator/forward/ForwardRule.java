// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import org.postern.simulator.net.Addresses;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Forwards an external port, 1..65535 on the WAN side, to the internal client; without
 * {@code onlyFrom} for all outside hosts.
 */
public record ForwardRule(
        Transport transport,
        int externalPort,
        InetSocketAddress target,
        Optional<InetAddress> onlyFrom) {

    boolean permits(InetAddress outside) {
        return onlyFrom.map(only -> Addresses.same(only, outside)).orElse(true);
    }
}
