// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortKeeperProvider;

import java.util.ServiceLoader;

/** Opens keepers in plain Java; found by {@link ServiceLoader}. */
public final class PlainPortKeeperProvider implements PortKeeperProvider {
    public PlainPortKeeperProvider() {}

    @Override
    public PortKeeper open(GatewayQuery where) throws GatewayException {
        return OwnKeeper.open(
                GatewayWatcher.create(),
                where,
                StateDirectory.ofTheUser(System::getProperty).open(StateDirectory.OPENED),
                new ShutdownBudget(),
                closed -> {});
    }
}
