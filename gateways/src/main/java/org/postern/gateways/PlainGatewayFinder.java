// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways;

import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.gateways.finder.MergedGatewayFinder;

import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/** A finder and its protocols, wired by hand for plain Java; found by {@link ServiceLoader}. */
public final class PlainGatewayFinder implements GatewayFinder {
    private final PlainProtocols protocols = PlainProtocols.load(new AtomicLong());
    private final MergedGatewayFinder finder = new MergedGatewayFinder(protocols);

    /** Loads the protocols, and searches for nothing yet. */
    public PlainGatewayFinder() {}

    @Override
    public GatewayChoice find(GatewayQuery query) throws GatewayException, InterruptedException {
        return finder.find(query);
    }

    @Override
    public void close() {
        finder.close();
        protocols.close();
    }
}
