// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.keeper.PortKeeper;
import org.postern.doctor.internal.config.ConfigurationValues;
import org.postern.doctor.outside.client.HelperClient;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a configured helper about all ports that are kept here. Without a helper it does nothing. */
@Component(service = ReachWatch.class, immediate = true, configurationPid = ReachComponent.PID)
@Designate(ocd = ReachComponent.Config.class)
public final class ReachComponent implements ReachWatch {
    static final String PID = "org.postern.doctor.reach";

    private static final String FORM = "use a URL such as http://host.example:8090";

    private final Optional<ReachWatch> watch;

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Postern: helper outside",
            description = "Whether a host outside is asked if the kept ports can be reached.")
    public @interface Config {
        /** Empty for nobody. */
        @AttributeDefinition(
                name = "Helper",
                description =
                        "The http URL of a helper outside, such as http://host.example:8090, which"
                                + " is asked every ten minutes whether the kept ports can be"
                                + " reached. Default: empty.",
                required = false)
        String helper() default "";
    }

    /** Begins to ask where a helper is configured. One that cannot be used is logged. */
    @Activate
    public ReachComponent(
            @Reference OutsideHelper helpers,
            @Reference PortKeeper keeper,
            Map<String, Object> properties) {
        Logger log = System.getLogger("org.postern.doctor");
        ConfigurationValues values = new ConfigurationValues(properties);
        Optional<URI> helper = values.parsed("helper", ReachComponent::url, FORM);
        values.logFaults(log, PID);
        watch = helper.map(url -> helpers.watch(keeper, url, reach -> log(log, reach)));
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(HelperClient.checked(URI.create(text.strip())));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What an administrator has to know, and everything else for who looks for it. */
    private static void log(Logger log, PortReach reach) {
        log.log(
                reach.state() == PortReach.State.NOT_REACHED ? Level.WARNING : Level.INFO,
                reach.sentence());
    }

    @Override
    public List<PortReach> ports() {
        return watch.map(ReachWatch::ports).orElse(List.of());
    }

    /** The configuration decides. */
    @Override
    public void close() {}

    @Deactivate
    void end() {
        watch.ifPresent(ReachWatch::close);
    }
}
