// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.configuration;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;

import java.util.Set;

/** What a {@link PortConfiguration} can say of the transport protocol. */
public enum ConfiguredProtocol {
    TCP,
    UDP,
    /** On one external port, or neither. */
    BOTH;

    public static ConfiguredProtocol of(MappingRequest request) {
        return request.protocols().size() > 1
                ? BOTH
                : request.protocols().contains(Protocol.TCP) ? TCP : UDP;
    }

    public Set<Protocol> protocols() {
        return switch (this) {
            case TCP -> Set.of(Protocol.TCP);
            case UDP -> Set.of(Protocol.UDP);
            case BOTH -> Set.of(Protocol.TCP, Protocol.UDP);
        };
    }
}
