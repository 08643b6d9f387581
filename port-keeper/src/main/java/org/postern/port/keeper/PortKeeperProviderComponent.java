// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortKeeperProvider;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens keepers over the {@link GatewayWatcher} service; they end with the bundle. */
@Component
public final class PortKeeperProviderComponent implements PortKeeperProvider {
    private final GatewayWatcher watcher;
    private final ShutdownBudget shutdown;
    private final BundleContext context;
    private final Set<OwnKeeper> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** The context tells where the state is. */
    @Activate
    public PortKeeperProviderComponent(
            @Reference GatewayWatcher watcher,
            @Reference ShutdownBudget shutdown,
            BundleContext context) {
        this.watcher = watcher;
        this.shutdown = shutdown;
        this.context = context;
    }

    @Override
    public PortKeeper open(GatewayQuery where) throws GatewayException {
        OwnKeeper keeper =
                OwnKeeper.open(
                        watcher,
                        where,
                        StateDirectory.ofTheUser(context::getProperty).open(StateDirectory.OPENED),
                        shutdown,
                        open::remove);
        open.add(keeper);
        if (stopped) {
            keeper.close();
        }
        return keeper;
    }

    @Deactivate
    void stop() {
        stopped = true;
        // First all begin to close their ports, then each is waited for.
        open.forEach(OwnKeeper::letGo);
        open.forEach(OwnKeeper::close);
    }
}
