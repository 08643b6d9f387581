// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.discovery.internal.config.ConfigurationValues;
import org.postern.discovery.listening.AnnouncementTask;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.paths.MulticastPaths;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.search.UdpSearch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Searches and listens on one more interface that is not used otherwise: loopback, or a tunnel that
 * does not claim multicast support. One per configuration.
 */
@Component(
        configurationPid = InterfaceStrategy.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = InterfaceStrategy.Config.class, factory = true)
public final class InterfaceStrategy implements DiscoveryStrategy, AnnouncementSource {
    static final String PID = "org.postern.discovery.interface";

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Postern: search on one more interface",
            description = "SSDP by multicast on an interface that searches skip by default.")
    public @interface Config {
        /** The interface. */
        @AttributeDefinition(
                name = "Interface",
                description =
                        "The name of a network interface, such as tun0, or one of its addresses."
                                + " It need not exist yet. No default.")
        String interfaceName() default "";
    }

    private final SsdpLoop loop;
    private final String interfaceName;
    private final int port;

    @Activate
    public InterfaceStrategy(@Reference SsdpLoop loop, Map<String, Object> properties) {
        this(loop, interfaceName(properties), Destination.SSDP_PORT);
    }

    InterfaceStrategy(SsdpLoop loop, String interfaceName, int port) {
        this.loop = loop;
        this.interfaceName = interfaceName;
        this.port = port;
    }

    private static String interfaceName(Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        String pid = properties.getOrDefault("service.pid", PID).toString();
        String name = values.text("interfaceName");
        values.logUnknownKeys(LOG, pid);
        if (name.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "The configuration " + pid + " is not used: its 'interfaceName' is empty.");
        }
        return name;
    }

    @Override
    public String name() {
        return "interface-" + interfaceName;
    }

    @Override
    public Search search(SearchRequest request, SearchListener listener) {
        if (interfaceName.isEmpty()) {
            return () -> {};
        }
        return UdpSearch.start(
                loop,
                name(),
                request,
                listener,
                () -> paths(request.networkInterface(), request.ipv6()));
    }

    @Override
    public Watch listen(
            boolean ipv6, InterfaceChoice networkInterface, AnnouncementListener listener) {
        if (interfaceName.isEmpty()) {
            return () -> {};
        }
        return AnnouncementTask.start(loop, name(), listener, () -> paths(networkInterface, ipv6));
    }

    private List<NetworkPath> paths(InterfaceChoice requested, boolean ipv6) throws IOException {
        Optional<InterfaceChoice> where = narrowed(requested, own());
        return where.isEmpty() ? List.of() : new MulticastPaths(where.get(), ipv6, port).find();
    }

    /** Looked up each time, as interfaces come and go. */
    private InterfaceChoice own() throws IOException {
        try {
            return InterfaceChoice.named(interfaceName);
        } catch (GatewayException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What both allow; empty when the caller chose another interface. */
    private static Optional<InterfaceChoice> narrowed(
            InterfaceChoice requested, InterfaceChoice own) {
        if (requested.networkInterface().isEmpty()) {
            return Optional.of(own);
        }
        boolean same =
                requested
                        .networkInterface()
                        .get()
                        .getName()
                        .equals(own.networkInterface().orElseThrow().getName());
        boolean compatible =
                requested.address().isEmpty()
                        || own.address().map(requested.address().get()::equals).orElse(true);
        if (!same || !compatible) {
            return Optional.empty();
        }
        return Optional.of(requested.address().isPresent() ? requested : own);
    }
}
