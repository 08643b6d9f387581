// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.MappingRequest;

import java.net.InetAddress;
import java.util.Optional;

/** A router as one control protocol reaches it. Those of higher rank are asked first. */
public record ProtocolGateway(String protocol, int rank, Gateway gateway) {
    boolean has(Capability capability) {
        return gateway.capabilities().contains(capability);
    }

    /** Whether its list has what this installation opened over it, and nothing else. */
    boolean listsItsOwn() {
        return has(Capability.OWN_LIST) && !has(Capability.LIST);
    }

    /** Whether a request leaves the choice of the protocol open, or names this one. */
    boolean isFor(MappingRequest request) {
        return request.controlProtocol().isEmpty() || request.controlProtocol().equals(protocol);
    }

    /** Whether it can be asked for a port to this client, or if that is empty to this machine. */
    boolean mayLeadTo(Optional<InetAddress> client) {
        return has(Capability.OTHER_CLIENT)
                || client.filter(each -> !each.equals(gateway.info().localAddress())).isEmpty();
    }

    // The JDK generates a record's own equals and hashCode at their first call, in a dozen classes.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProtocolGateway each
                && protocol.equals(each.protocol)
                && rank == each.rank
                && gateway.equals(each.gateway);
    }

    @Override
    public int hashCode() {
        return gateway.hashCode();
    }
}
