// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.internal.routes.RouteSource;
import org.postern.discovery.internal.routes.SystemRoutes;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.paths.GatewayPaths;
import org.postern.discovery.search.UdpSearch;

import java.util.Map;

/**
 * Searches at the default gateway: some networks drop multicast, and host firewalls accept answers
 * from an address that a request was sent to (quirks S2 and S3).
 */
@Component(configurationPid = GatewayStrategy.PID)
@Designate(ocd = GatewayStrategy.Config.class)
public final class GatewayStrategy implements DiscoveryStrategy {
    static final String PID = "org.postern.discovery.unicast";

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Postern: search at the default gateway",
            description = "SSDP sent directly to port 1900 of the router of the default route.")
    public @interface Config {
        /** Whether it searches. */
        @AttributeDefinition(
                name = "Enabled",
                description = "Whether searches ask the default gateway. Default: true.")
        boolean enabled() default true;
    }

    private final SsdpLoop loop;
    private final boolean enabled;
    private final RouteSource routes;
    private final int port;

    @Activate
    public GatewayStrategy(@Reference SsdpLoop loop, Map<String, Object> properties) {
        this(loop, EnabledSetting.read(properties, PID), new SystemRoutes(), Destination.SSDP_PORT);
    }

    GatewayStrategy(SsdpLoop loop, boolean enabled, RouteSource routes, int port) {
        this.loop = loop;
        this.enabled = enabled;
        this.routes = routes;
        this.port = port;
    }

    @Override
    public String name() {
        return UNICAST;
    }

    @Override
    public Search search(SearchRequest request, SearchListener listener) {
        if (!enabled) {
            return () -> {};
        }
        GatewayPaths paths = new GatewayPaths(request, routes, port);
        return UdpSearch.start(loop, name(), request, listener, paths::find);
    }

    /** Ends the system's command for the default route where one runs. */
    @Deactivate
    public void stop() {
        routes.stop();
    }
}
