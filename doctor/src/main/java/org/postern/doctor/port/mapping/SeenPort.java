// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.mapping;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a gateway holds at a number, E13.
 *
 * @param known whether nothing is held where nothing is seen
 * @param mapping of the protocol that was asked for
 * @param otherProtocol the mapping of the same number over the other protocol
 */
public record SeenPort(
        boolean known, Optional<PortMapping> mapping, Optional<PortMapping> otherProtocol) {
    /** Where the gateway could not be asked. */
    public static final SeenPort UNKNOWN = new SeenPort(false, Optional.empty(), Optional.empty());

    /** Asks; blocks as the gateway's calls do. */
    public static SeenPort look(Gateway gateway, PortKey key)
            throws GatewayException, InterruptedException {
        PortKey other =
                new PortKey(
                        key.protocol() == Protocol.TCP ? Protocol.UDP : Protocol.TCP,
                        key.externalPort());
        Set<Capability> can = gateway.capabilities();
        List<PortMapping> held;
        if (can.contains(Capability.FIND)) {
            held = gateway.findAll(new TreeSet<>(List.of(key, other)));
        } else if (can.contains(Capability.LIST) || can.contains(Capability.OWN_LIST)) {
            held = gateway.mappings();
        } else {
            return UNKNOWN;
        }
        return new SeenPort(
                can.contains(Capability.FIND) || can.contains(Capability.LIST),
                in(held, key),
                in(held, other));
    }

    private static Optional<PortMapping> in(List<PortMapping> held, PortKey key) {
        return held.stream().filter(each -> each.key().equals(key)).findFirst();
    }
}
