// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import org.postern.simulator.net.Addresses;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What is forwarded.
 *
 * @param transport TCP or UDP
 * @param externalPort on the WAN side, 1..65535
 * @param target the internal client
 * @param onlyFrom the only outside host that may connect; empty: all
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
