// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.LastingPorts;
import org.postern.port.keeper.configuration.ConfiguredProtocol;
import org.postern.port.keeper.configuration.PortConfiguration;
import org.postern.port.keeper.configuration.PortConfigurationReader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ports that are kept by a {@link PortConfiguration}. */
@Component
public final class ConfigAdminPorts implements LastingPorts {
    private final ConfigurationAdmin configurations;
    private final ConfigurationFiles files;

    @Activate
    public ConfigAdminPorts(@Reference ConfigurationAdmin configurations, BundleContext context) {
        this(configurations, ConfigurationFiles.ofKaraf(context.getProperty("karaf.etc")));
    }

    ConfigAdminPorts(ConfigurationAdmin configurations, ConfigurationFiles files) {
        this.configurations = configurations;
        this.files = files;
    }

    @Override
    public synchronized String keep(KeepRequest request) throws GatewayException {
        request.check();
        try {
            MappingRequest mapping = request.mapping();
            List<Stored> same = about(mapping.keys());
            Optional<Configuration> mine = Optional.empty();
            // First: while two of them ask for one port, one is not used.
            for (Stored each : same) {
                Set<Protocol> others = each.without(mapping.protocols());
                if (!others.isEmpty()) {
                    each.rewrite(others);
                } else if (mine.isEmpty()) {
                    mine = Optional.of(each.configuration());
                } else {
                    each.configuration().delete();
                }
            }
            Configuration kept = mine.isPresent() ? mine.get() : fresh(mapping);
            Dictionary<String, Object> values =
                    PortConfigurationReader.written(request, properties(kept));
            if (mine.isEmpty()) {
                files.create(kept.getPid(), values);
            }
            update(kept, values);
            return kept.getPid();
        } catch (IOException | IllegalStateException e) {
            throw new GatewayException(
                    Reason.UNKNOWN, "The configuration cannot be stored: " + e, e);
        }
    }

    @Override
    public synchronized Optional<String> release(PortKey key) throws GatewayException {
        key.check();
        try {
            List<Stored> same = about(List.of(key));
            for (Stored each : same) {
                Set<Protocol> others = each.without(Set.of(key.protocol()));
                if (others.isEmpty()) {
                    each.configuration().delete();
                } else {
                    each.rewrite(others);
                }
            }
            return same.stream().map(Stored::pid).findFirst();
        } catch (IOException | IllegalStateException e) {
            throw new GatewayException(
                    Reason.UNKNOWN, "The configuration cannot be removed: " + e, e);
        }
    }

    /** A configuration and what it asks for; its PID cannot be read when it is deleted. */
    private record Stored(Configuration configuration, String pid, KeepRequest request) {
        Set<Protocol> without(Set<Protocol> protocols) {
            Set<Protocol> left = EnumSet.copyOf(request.mapping().protocols());
            left.removeAll(protocols);
            return left;
        }

        void rewrite(Set<Protocol> protocols) throws IOException {
            MappingRequest mapping = request.mapping();
            KeepRequest other =
                    new KeepRequest(
                            new MappingRequest(
                                    protocols,
                                    mapping.externalPort(),
                                    mapping.internalPort(),
                                    mapping.description(),
                                    mapping.lease(),
                                    mapping.acceptsOtherPort(),
                                    mapping.client(),
                                    mapping.controlProtocol()),
                            request.families(),
                            request.ipv6Address());
            update(
                    configuration,
                    PortConfigurationReader.written(other, properties(configuration)));
        }
    }

    private static void update(Configuration configuration, Dictionary<String, Object> values)
            throws IOException {
        configuration.updateIfDifferent(ConfigurationFiles.asInFile(values));
    }

    /** For any bundle's use, hence the question mark; its PID can be read. */
    private Configuration fresh(MappingRequest request) throws IOException {
        String name =
                ConfiguredProtocol.of(request).name().toLowerCase(Locale.ROOT)
                        + "-"
                        + request.externalPort();
        Set<String> used = new HashSet<>();
        for (Configuration each : all()) {
            used.add(each.getPid());
        }
        // One of that name may be about another port by now.
        String free = name;
        for (int count = 2; isUsed(PortConfiguration.PID + "~" + free, used); count++) {
            free = name + "-" + count;
        }
        return configurations.getFactoryConfiguration(PortConfiguration.PID, free, "?");
    }

    /** A file that was not read, for a fault in it, is its user's too. */
    private boolean isUsed(String pid, Set<String> used) {
        return used.contains(pid) || files.exists(pid);
    }

    /** Those of other names too: a file of Karaf, a web console. */
    private List<Stored> about(List<PortKey> keys) throws IOException {
        List<Stored> found = new ArrayList<>();
        for (Configuration each : all()) {
            Dictionary<String, Object> properties = properties(each);
            Map<String, Object> values = new HashMap<>();
            properties.keys().asIterator().forEachRemaining(k -> values.put(k, properties.get(k)));
            new PortConfigurationReader(values)
                    .request()
                    .filter(asked -> asked.mapping().keys().stream().anyMatch(keys::contains))
                    .ifPresent(asked -> found.add(new Stored(each, each.getPid(), asked)));
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
