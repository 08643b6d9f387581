// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.Gateway;

import java.util.Map;

/** The bundle's one keeper, over the {@link Gateway} services that come and go. */
@Component(
        service = KeeperComponent.class,
        immediate = true,
        configurationPid = KeeperConfiguration.PID)
@Designate(ocd = KeeperConfiguration.class)
public final class KeeperComponent {
    private final RunningKeeper running;
    private final ShutdownBudget shutdown;

    /** Tells how often was searched. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable GatewayWatcher watcher;

    /** The context tells where the state is; the configuration is a {@link KeeperConfiguration}. */
    @Activate
    public KeeperComponent(
            @Reference ShutdownBudget shutdown,
            BundleContext context,
            Map<String, Object> configuration) {
        this.shutdown = shutdown;
        running =
                new RunningKeeper(
                        KeeperSettingsReader.read(configuration),
                        StateDirectory.inFramework(context).open(StateDirectory.PUBLISHED));
    }

    RunningKeeper running() {
        return running;
    }

    /** Of all in this framework; 0 as long as nobody counts. */
    long searches() {
        GatewayWatcher counting = watcher;
        return counting == null ? 0 : counting.searches();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "changed",
            unbind = "remove")
    void add(ServiceReference<Gateway> reference, Gateway gateway) {
        running.keeper().added(gateway, PublishedState.of(reference));
    }

    void changed(ServiceReference<Gateway> reference, Gateway gateway) {
        running.keeper().changed(gateway, PublishedState.of(reference));
    }

    void remove(Gateway gateway) {
        running.keeper().removed(gateway, "Its service is gone.");
    }

    @Activate
    void start() {
        running.start();
    }

    /** Without a restart of the component, so that the ports stay open. */
    @Modified
    void modified(Map<String, Object> configuration) {
        running.keeper().settings(KeeperSettingsReader.read(configuration));
    }

    @Deactivate
    void stop() {
        running.close(shutdown);
    }
}
