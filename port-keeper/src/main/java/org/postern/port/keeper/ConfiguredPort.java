// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.port.keeper.configuration.PortConfiguration;
import org.postern.port.keeper.configuration.PortConfigurationReader;
import org.postern.port.keeper.kept.Origin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A port that is kept as long as its configuration is there. Called by the component runtime, one
 * call after the other.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = PortConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PortConfiguration.class, factory = true)
public final class ConfiguredPort {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    /**
     * The name in the first line of a file in openHAB's folder {@code conf/services}. The PID of such
     * a configuration is made up, and nobody could tell by it which file is meant.
     */
    private static final String OPENHAB_NAME = "openhab.servicecontext";

    private final RunningKeeper running;
    private final String pid;
    private Optional<KeptPort> kept = Optional.empty();

    /** The configuration is a {@link PortConfiguration}. */
    @Activate
    public ConfiguredPort(@Reference KeeperComponent keeper, Map<String, Object> configuration) {
        running = keeper.running();
        pid =
                configuration.get(OPENHAB_NAME) instanceof String openhabs
                        ? PortConfiguration.PID + "#" + openhabs
                        : configuration
                                .getOrDefault("service.pid", PortConfiguration.PID)
                                .toString();
    }

    /** Also when the configuration says the same in other words, or about what does not matter. */
    @Activate
    @Modified
    void follow(Map<String, Object> configuration) {
        PortConfigurationReader reader = new PortConfigurationReader(configuration);
        Optional<KeepRequest> wanted = reader.request();
        reader.faults().ifPresent(this::notUsed);
        reader.logUnknownKeys(LOG, pid);
        if (wanted.isPresent() && kept.map(KeptPort::terms).equals(wanted)) {
            return;
        }
        release();
        wanted.ifPresent(this::keep);
    }

    private void keep(KeepRequest request) {
        try {
            kept =
                    Optional.of(
                            running.keeper()
                                    .keep(
                                            request,
                                            PortListener.NONE,
                                            new Origin("configuration " + name(), true)));
        } catch (GatewayException e) {
            notUsed(e.getMessage());
        }
    }

    private void release() {
        kept.ifPresent(port -> running.release(List.of(port)));
        kept = Optional.empty();
    }

    private void notUsed(String why) {
        LOG.log(Level.WARNING, "The configuration " + pid + " is not used: " + why);
    }

    /** PIDs of named factory configurations are {@code FACTORY~NAME} (Config Admin 1.6). */
    private String name() {
        return pid.substring(Math.max(pid.indexOf('~'), pid.indexOf('#')) + 1);
    }

    /** Where the keeper goes too, it is the keeper that knows what stays open. */
    @Deactivate
    void stop(int reason) {
        switch (reason) {
            case ComponentConstants.DEACTIVATION_REASON_REFERENCE,
                    ComponentConstants.DEACTIVATION_REASON_BUNDLE_STOPPED,
                    ComponentConstants.DEACTIVATION_REASON_DISPOSED -> {}
            default -> release();
        }
    }
}
