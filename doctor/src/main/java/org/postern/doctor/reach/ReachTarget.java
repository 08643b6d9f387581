// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortStatus.Holding;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a kept port is open, as its gateway says.
 *
 * @param address the external one; empty where the gateway does not tell
 * @param port the external one
 */
record ReachTarget(Optional<InetAddress> address, int port) {
    /** What a keeper keeps, each with the first place where it is open; empty where it is not. */
    static Map<ReachPlace, Optional<ReachTarget>> all(PortKeeper keeper) {
        Map<ReachPlace, Optional<ReachTarget>> targets = new LinkedHashMap<>();
        for (KeptPort port : keeper.ports()) {
            for (AddressFamily family : port.terms().families()) {
                for (PortKey key : port.request().keys()) {
                    targets.put(new ReachPlace(key, family), of(port, family, key));
                }
            }
        }
        return targets;
    }

    private static Optional<ReachTarget> of(KeptPort port, AddressFamily family, PortKey key) {
        return port.status(family).holdings().stream()
                .map(Holding::port)
                .filter(each -> each.mapping().protocol() == key.protocol())
                .map(ReachTarget::of)
                .findFirst();
    }

    private static ReachTarget of(OpenPort port) {
        return new ReachTarget(port.externalAddress(), port.mapping().externalPort());
    }
}
