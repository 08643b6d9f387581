// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.gateways.watcher.MergedWatch;

import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Wires watches by hand, for plain Java; found by {@link ServiceLoader}. Each has protocols and
 * threads of its own, which end with it.
 */
public final class PlainGatewayWatcher implements GatewayWatcher {
    private final AtomicLong searches = new AtomicLong();

    public PlainGatewayWatcher() {}

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        PlainProtocols protocols = PlainProtocols.load(searches);
        try {
            return MergedWatch.start(protocols, query, poll, listener, protocols::close);
        } catch (GatewayException e) {
            protocols.close();
            throw e;
        }
    }

    @Override
    public long searches() {
        return searches.get();
    }
}
