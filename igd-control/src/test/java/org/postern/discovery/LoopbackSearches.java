// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.discovery.internal.routes.Route;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.Destination;

import java.net.InetAddress;
import java.util.List;

/** The real strategies, confined to loopback; what a request chooses confines multicast. */
public final class LoopbackSearches implements AutoCloseable {
    private final SsdpLoop loop = new SsdpLoop();

    /** Asks the group. */
    public DiscoveryStrategy multicast() {
        return new Ipv4MulticastStrategy(loop, true, Destination.SSDP_PORT);
    }

    /** Asks one address, as if it were that of the default gateway. */
    public DiscoveryStrategy unicast(InetAddress gateway) {
        List<Route> routes = List.of(new Route(gateway, "lo", 0));
        return new GatewayStrategy(
                loop, true, ipv6 -> ipv6 ? List.of() : routes, Destination.SSDP_PORT);
    }

    /** Listens to the group on the interface that the caller chooses. */
    public AnnouncementSource announcements() {
        return new MulticastAnnouncements(loop, true, Destination.SSDP_PORT);
    }

    @Override
    public void close() {
        loop.stop();
    }
}
