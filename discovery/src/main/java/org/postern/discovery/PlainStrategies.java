// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.discovery.internal.routes.SystemRoutes;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.Destination;

import java.util.List;

/** The built-in strategies for use without OSGi, with their default settings. */
public final class PlainStrategies implements DiscoveryStrategyProvider {
    private final SsdpLoop loop = new SsdpLoop();
    private final GatewayStrategy gateway =
            new GatewayStrategy(loop, true, new SystemRoutes(), Destination.SSDP_PORT);
    private final List<DiscoveryStrategy> strategies =
            List.of(
                    gateway,
                    new Ipv4MulticastStrategy(loop, true, Destination.SSDP_PORT),
                    new Ipv6MulticastStrategy(loop, true, Destination.SSDP_PORT));

    private final List<AnnouncementSource> sources =
            List.of(new MulticastAnnouncements(loop, true, Destination.SSDP_PORT));

    /** For the service loader; starts nothing. */
    public PlainStrategies() {}

    @Override
    public List<DiscoveryStrategy> strategies() {
        return strategies;
    }

    @Override
    public List<AnnouncementSource> announcementSources() {
        return sources;
    }

    @Override
    public void close() {
        loop.stop();
        gateway.stop();
    }
}
