// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortListener;

import java.util.List;
import java.util.Map;

/**
 * The keeper service of one bundle. Closing it closes its ports; it can
 * keep more afterwards. The ports are also closed when the bundle releases the service.
 */
@Component(service = PortKeeper.class, scope = ServiceScope.BUNDLE)
public final class BundlePortKeeper implements PortKeeper {
    private final KeeperComponent keeper;
    private final KeeperSession session;
    private final ShutdownBudget shutdown;

    /** The context gives the bundle that uses this object. */
    @Activate
    public BundlePortKeeper(
            @Reference KeeperComponent keeper,
            @Reference ShutdownBudget shutdown,
            ComponentContext context) {
        this.keeper = keeper;
        this.shutdown = shutdown;
        session =
                new KeeperSession(
                        keeper.running(), "bundle " + context.getUsingBundle().getSymbolicName());
    }

    @Override
    public KeptPort keep(KeepRequest request, PortListener listener) throws GatewayException {
        return session.keep(request, listener);
    }

    @Override
    public List<KeptPort> ports() {
        return session.allPorts();
    }

    @Override
    public Map<Gateway, GatewayState> gateways() {
        return session.gateways();
    }

    @Override
    public KeeperStatistics statistics() {
        return session.statistics(keeper.searches());
    }

    @Override
    public Watch watch(KeeperListener listener) {
        return session.watch(listener);
    }

    @Override
    public void close() {
        ShutdownBudget.waitForAlone(session.releasePorts());
    }

    /** Also called for each bundle when the keeper itself ends: hence the shared wait. */
    @Deactivate
    void deactivate() {
        shutdown.waitFor(session.leave());
    }
}
