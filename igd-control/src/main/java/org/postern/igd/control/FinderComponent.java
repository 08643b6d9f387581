// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayFinder;
import org.postern.api.gateway.GatewayQuery;
import org.postern.igd.control.gateway.Await;

/** Finds gateways that are controlled over UPnP. */
@Component
public final class FinderComponent implements GatewayFinder {
    private final EngineComponent engine;

    /**
     * Wires the finder.
     *
     * @param engine the bundle's engine
     */
    @Activate
    public FinderComponent(@Reference EngineComponent engine) {
        this.engine = engine;
    }

    @Override
    public GatewayChoice find(GatewayQuery query) throws GatewayException, InterruptedException {
        return Await.result(engine.engine().find(query));
    }
}
