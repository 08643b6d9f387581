// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.paths.MulticastPaths;
import org.postern.discovery.search.UdpSearch;

import java.util.Map;

/** Searches the group 239.255.255.250 on all usable interfaces or on the chosen one. */
@Component(configurationPid = Ipv4MulticastStrategy.PID)
@Designate(ocd = Ipv4MulticastStrategy.Config.class)
public final class Ipv4MulticastStrategy implements DiscoveryStrategy {
    static final String PID = "org.postern.discovery.ipv4";

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Postern: search over IPv4",
            description = "SSDP to the multicast group 239.255.255.250, port 1900.")
    public @interface Config {
        /** Whether it searches. */
        @AttributeDefinition(
                name = "Enabled",
                description = "Whether searches over IPv4 use multicast. Default: true.")
        boolean enabled() default true;
    }

    private final SsdpLoop loop;
    private final boolean enabled;
    private final int port;

    @Activate
    public Ipv4MulticastStrategy(@Reference SsdpLoop loop, Map<String, Object> properties) {
        this(loop, EnabledSetting.read(properties, PID), Destination.SSDP_PORT);
    }

    Ipv4MulticastStrategy(SsdpLoop loop, boolean enabled, int port) {
        this.loop = loop;
        this.enabled = enabled;
        this.port = port;
    }

    @Override
    public String name() {
        return IPV4;
    }

    @Override
    public Search search(SearchRequest request, SearchListener listener) {
        if (!enabled || request.ipv6()) {
            return () -> {};
        }
        MulticastPaths paths = new MulticastPaths(request.networkInterface(), false, port);
        return UdpSearch.start(loop, name(), request, listener, paths::find);
    }
}
