// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;

import java.net.InetAddress;
import java.util.Optional;

/** A router as one control protocol reaches it. */
public record ProtocolGateway(String protocol, Gateway gateway) {
    boolean has(Capability capability) {
        return gateway.capabilities().contains(capability);
    }

    /** Whether it can be asked for a port to this client, or if that is empty to this machine. */
    boolean mayLeadTo(Optional<InetAddress> client) {
        return has(Capability.OTHER_CLIENT)
                || client.filter(each -> !each.equals(gateway.info().localAddress())).isEmpty();
    }
}
