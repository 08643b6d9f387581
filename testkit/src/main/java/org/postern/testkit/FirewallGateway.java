// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Pinholes;

import java.util.Optional;
import java.util.Set;

/** A model of a gateway that opens ports of its IPv6 firewall, too. */
public final class FirewallGateway extends ModelGateway {
    public final ModelFirewall firewall;

    public FirewallGateway(GatewayInfo info, Set<Capability> capabilities, ModelFirewall firewall) {
        this(info, ModelRouter.permissive(capabilities), firewall);
    }

    /** What a client sees of a router with a firewall. */
    public FirewallGateway(GatewayInfo info, ModelRouter router, ModelFirewall firewall) {
        super(info, router);
        this.firewall = firewall;
    }

    @Override
    public Optional<Pinholes> pinholes() {
        return capabilities.contains(Capability.PINHOLE) ? Optional.of(firewall) : Optional.empty();
    }
}
