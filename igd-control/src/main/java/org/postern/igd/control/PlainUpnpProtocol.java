// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.igd.control.watch.RunningWatch;

import java.time.Duration;
import java.util.ServiceLoader;

/** The protocol with an engine of its own, for plain Java; found by {@link ServiceLoader}. */
public final class PlainUpnpProtocol implements ControlProtocol {
    private final PlainWiring parts = new PlainWiring();

    @Override
    public String name() {
        return UpnpAttributes.CONTROL_PROTOCOL;
    }

    @Override
    public Watch search(GatewayQuery query, CandidateListener listener) throws GatewayException {
        return parts.engine().search(query, listener);
    }

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        return RunningWatch.start(parts.engine(), parts::sources, query, poll, listener);
    }

    @Override
    public void close() {
        parts.close();
    }
}
