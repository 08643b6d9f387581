// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.LastingPorts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Ports that are kept by a {@link PortConfiguration}, whoever wrote it. */
@Component
public final class ConfigAdminPorts implements LastingPorts {
    private final ConfigurationAdmin configurations;

    /**
     * Wires it.
     *
     * @param configurations where they are stored
     */
    @Activate
    public ConfigAdminPorts(@Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    @Override
    public synchronized String keep(MappingRequest request) throws GatewayException {
        request.check();
        try {
            List<Configuration> same = about(request.protocol(), request.externalPort());
            Configuration mine = same.isEmpty() ? fresh(request) : same.remove(0);
            mine.updateIfDifferent(PortConfigurationReader.written(request, properties(mine)));
            for (Configuration surplus : same) {
                surplus.delete();
            }
            return mine.getPid();
        } catch (IOException | IllegalStateException e) {
            throw new GatewayException(
                    UpnpResult.UNKNOWN_ERROR, "The configuration cannot be stored: " + e, e);
        }
    }

    @Override
    public synchronized Optional<String> release(Protocol protocol, int externalPort)
            throws GatewayException {
        MappingRequest.checkExternalPort(externalPort);
        try {
            List<Configuration> same = about(protocol, externalPort);
            Optional<String> pid = same.stream().map(Configuration::getPid).findFirst();
            for (Configuration each : same) {
                each.delete();
            }
            return pid;
        } catch (IOException | IllegalStateException e) {
            throw new GatewayException(
                    UpnpResult.UNKNOWN_ERROR, "The configuration cannot be removed: " + e, e);
        }
    }

    /** For any bundle's use, hence the question mark; its PID can be read. */
    private Configuration fresh(MappingRequest request) throws IOException {
        String name =
                request.protocol().name().toLowerCase(Locale.ROOT) + "-" + request.externalPort();
        return configurations.getFactoryConfiguration(PortConfiguration.PID, name, "?");
    }

    /** Those of other names too: a file of Karaf, a web console. */
    private List<Configuration> about(Protocol protocol, int externalPort) throws IOException {
        List<Configuration> found = new ArrayList<>();
        for (Configuration each : all()) {
            Dictionary<String, Object> properties = properties(each);
            Map<String, Object> values = new HashMap<>();
            properties.keys().asIterator().forEachRemaining(k -> values.put(k, properties.get(k)));
            new PortConfigurationReader(values)
                    .request()
                    .filter(asked -> asked.protocol() == protocol)
                    .filter(asked -> asked.externalPort() == externalPort)
                    .ifPresent(asked -> found.add(each));
        }
        return found;
    }

    private List<Configuration> all() throws IOException {
        try {
            Configuration @Nullable [] all =
                    configurations.listConfigurations(
                            "(service.factoryPid=" + PortConfiguration.PID + ")");
            return all == null ? List.of() : List.of(all);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A configuration that was never updated has none. */
    private static Dictionary<String, Object> properties(Configuration configuration) {
        @Nullable Dictionary<String, Object> properties = configuration.getProperties();
        return properties == null ? new Hashtable<>() : properties;
    }
}
