// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.GatewayWatcher;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortKeeperProvider;
import org.postern.port.keeper.internal.services.ServiceProviders;

import java.util.List;
import java.util.ServiceLoader;

/** Opens keepers in plain Java; found by {@link ServiceLoader}. */
public final class PlainPortKeeperProvider implements PortKeeperProvider {
    /** Starts nothing. */
    public PlainPortKeeperProvider() {}

    @Override
    public PortKeeper open(GatewayQuery where) throws GatewayException {
        List<GatewayWatcher> watchers = ServiceProviders.all(GatewayWatcher.class);
        if (watchers.isEmpty()) {
            throw new IllegalStateException(
                    "No provider of "
                            + GatewayWatcher.class.getName()
                            + " found: put org.postern.igd.control on the path.");
        }
        return OwnKeeper.open(
                watchers,
                where,
                StatePlace.ofTheUser(System::getProperty).open(StatePlace.OPENED),
                new Farewell(),
                closed -> {});
    }
}
