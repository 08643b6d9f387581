// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.control.ControlProtocol;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.upnp.Upnp;

import java.util.List;
import java.util.Optional;

/**
 * The services that are searched with; each may be missing.
 *
 * @param finder finds the gateway that other calls would use
 * @param upnp reads descriptions
 * @param protocols all control protocols, each name once
 * @param strategies all ways of finding devices, each name once
 */
public record SearchServices(
        Optional<GatewayFinder> finder,
        Optional<Upnp> upnp,
        List<ControlProtocol> protocols,
        List<DiscoveryStrategy> strategies) {
    public SearchServices {
        protocols = List.copyOf(protocols);
        strategies = List.copyOf(strategies);
    }
}
