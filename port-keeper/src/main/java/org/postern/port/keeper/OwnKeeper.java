// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortListener;
import org.postern.port.keeper.engine.KeeperSettings;
import org.postern.port.keeper.ledger.StateFolder;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A keeper with threads and a watch over gateways of its own, until it is closed. */
final class OwnKeeper implements PortKeeper {
    private final GatewayWatcher watcher;
    private final RunningKeeper running;
    private final KeeperSession session;
    private final ShutdownBudget shutdown;
    private final Consumer<OwnKeeper> onClose;
    private Watch watch = () -> {};

    private OwnKeeper(
            GatewayWatcher watcher,
            StateFolder state,
            ShutdownBudget shutdown,
            Consumer<OwnKeeper> onClose) {
        this.watcher = watcher;
        this.shutdown = shutdown;
        this.onClose = onClose;
        running = new RunningKeeper(KeeperSettings.standard(), state);
        session = new KeeperSession(running, "program");
    }

    /**
     * Opens a keeper over the gateways that a watcher finds. Fails for a bad query; nothing is left
     * open then.
     */
    static OwnKeeper open(
            GatewayWatcher watcher,
            GatewayQuery where,
            StateFolder state,
            ShutdownBudget shutdown,
            Consumer<OwnKeeper> onClose)
            throws GatewayException {
        OwnKeeper keeper = new OwnKeeper(watcher, state, shutdown, onClose);
        boolean opened = false;
        try {
            keeper.running.start();
            keeper.watch =
                    watcher.watch(where, GatewayWatcher.DEFAULT_POLL, keeper.running.keeper());
            opened = true;
            return keeper;
        } finally {
            if (!opened) {
                keeper.close();
            }
        }
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
        return session.statistics(watcher.searches());
    }

    @Override
    public Watch watch(KeeperListener listener) {
        return session.watch(listener);
    }

    /** Begins to close what is open, and returns at once. */
    void letGo() {
        session.leave();
    }

    /** The watch ends last: until then the routers are wanted. */
    @Override
    public void close() {
        letGo();
        running.close(shutdown);
        watch.close();
        onClose.accept(this);
    }
}
