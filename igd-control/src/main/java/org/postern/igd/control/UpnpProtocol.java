// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.api.upnp.UpnpAttributes;

import java.time.Duration;

/** Gateways that are controlled over UPnP. Its watches end with it at the latest. */
@Component
public final class UpnpProtocol implements ControlProtocol {
    private final EngineComponent engine;

    @Activate
    public UpnpProtocol(@Reference EngineComponent engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return UpnpAttributes.CONTROL_PROTOCOL;
    }

    @Override
    public Watch search(GatewayQuery query, CandidateListener listener) throws GatewayException {
        return engine.engine().search(query, listener);
    }

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        return engine.watch(query, poll, listener);
    }

    @Override
    @Deactivate
    public void close() {
        engine.closeWatches();
    }
}
