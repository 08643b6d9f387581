// SPDX-License-Identifier: Apache-2.0
package org.postern.api.pinhole;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.Gateway;

import java.util.Optional;

/** A gateway that may open ports of its IPv6 firewall. */
@ProviderType
public interface PinholeGateway extends Gateway {
    /**
     * The ports of the firewall of any gateway.
     *
     * @param gateway as users get it
     * @return empty without {@link org.postern.api.gateway.Capability#PINHOLE}; asks nothing
     */
    static Optional<Pinholes> pinholes(Gateway gateway) {
        return gateway instanceof PinholeGateway able ? able.pinholes() : Optional.empty();
    }

    /**
     * The ports of the firewall of this gateway.
     *
     * @return empty without {@link org.postern.api.gateway.Capability#PINHOLE}; asks nothing
     */
    Optional<Pinholes> pinholes();
}
