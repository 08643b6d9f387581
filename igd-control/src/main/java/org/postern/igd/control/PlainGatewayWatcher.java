// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayListener;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.GatewayWatch;
import org.postern.api.gateway.GatewayWatcher;
import org.postern.igd.control.watch.EngineWatch;

import java.time.Duration;
import java.util.ServiceLoader;

/**
 * Wires watches by hand, for plain Java; found by {@link ServiceLoader}. Each has threads of its
 * own, which end with it.
 */
public final class PlainGatewayWatcher implements GatewayWatcher {
    @Override
    public GatewayWatch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        PlainParts parts = new PlainParts();
        try {
            EngineWatch watch =
                    EngineWatch.start(parts.engine(), parts::sources, query, poll, listener);
            return () -> {
                watch.close();
                parts.close();
            };
        } catch (GatewayException e) {
            parts.close();
            throw e;
        }
    }
}
