// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayListener;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.Watch;
import org.postern.pcp.control.gateway.PcpGateway;

import java.time.Duration;

/** The protocol over an engine, which ends with it. */
abstract class EngineProtocol implements ControlProtocol {
    private final PcpEngine engine;

    EngineProtocol(PcpEngine engine) {
        this.engine = engine;
    }

    @Override
    public final String name() {
        return PcpGateway.CONTROL_PROTOCOL;
    }

    @Override
    public final Watch search(GatewayQuery query, CandidateListener listener)
            throws GatewayException {
        return engine.search(query, listener);
    }

    @Override
    public final Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        return engine.watch(query, poll, listener);
    }

    @Override
    public final void close() {
        engine.close();
    }
}
