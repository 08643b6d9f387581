// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The ports and watches of one user of a keeper, which end with the session. For any threads. */
final class KeeperSession {
    private static final int FEW = 64;

    private final RunningKeeper running;
    private final Origin origin;
    private final List<KeptPort> ports = new ArrayList<>();
    private final Set<Watch> watches = new HashSet<>();
    private int tidyAt = FEW;
    private boolean gone;

    KeeperSession(RunningKeeper running, String origin) {
        this.running = running;
        this.origin = new Origin(origin, false);
    }

    synchronized KeptPort keep(KeepRequest request, PortListener listener) throws GatewayException {
        if (gone) {
            throw new IllegalStateException("This keeper is closed.");
        }
        KeptPort port = running.keeper().keep(request, listener, origin);
        tidy();
        ports.add(port);
        return port;
    }

    /** Ports that were released by their handles are removed from time to time. */
    private void tidy() {
        if (ports.size() >= tidyAt) {
            ports.removeIf(each -> each.status().phase() == PortPhase.RELEASED);
            tidyAt = Math.max(FEW, 2 * ports.size());
        }
    }

    List<KeptPort> allPorts() {
        return running.keeper().ports();
    }

    Map<Gateway, GatewayState> gateways() {
        return running.keeper().gateways();
    }

    KeeperStatistics statistics(long searches) {
        return running.keeper().statistics(searches);
    }

    synchronized Watch watch(KeeperListener listener) {
        if (gone) {
            throw new IllegalStateException("This keeper is closed.");
        }
        Watch end = running.keeper().watch(listener);
        watches.add(end);
        return () -> {
            synchronized (this) {
                watches.remove(end);
            }
            end.close();
        };
    }

    /** Releases all ports. The watches continue, so that the user sees the closings. */
    synchronized CompletableFuture<Void> releasePorts() {
        List<KeptPort> mine = List.copyOf(ports);
        ports.clear();
        return running.release(mine);
    }

    /** Ends the session for good. */
    synchronized CompletableFuture<Void> leave() {
        gone = true;
        CompletableFuture<Void> released = releasePorts();
        watches.forEach(Watch::close);
        watches.clear();
        return released;
    }
}
