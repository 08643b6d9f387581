// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.gateways.protocols.Protocols;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Watches over all control protocols at once. Its watches end with it at the latest. */
public final class MergedGatewayWatcher implements GatewayWatcher {
    private final Protocols protocols;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Asks the protocols of the moment. */
    public MergedGatewayWatcher(Protocols protocols) {
        this.protocols = protocols;
    }

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        Watch watch = MergedWatch.start(protocols, query, poll, listener, () -> {});
        open.add(watch);
        if (closed) {
            watch.close();
            throw new GatewayException(Reason.UNKNOWN, "The watcher was closed.");
        }
        return () -> {
            open.remove(watch);
            watch.close();
        };
    }

    @Override
    public long searches() {
        return protocols.searches();
    }

    /** Ends all watches. */
    public void close() {
        closed = true;
        // At once: each may wait for its routers.
        open.parallelStream().forEach(Watch::close);
    }
}
