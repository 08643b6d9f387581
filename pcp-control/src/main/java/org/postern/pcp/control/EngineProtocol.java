// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.pcp.control.server.Dialect;

import java.time.Duration;

/** One of the two protocols over the engine that they share. */
abstract class EngineProtocol implements ControlProtocol {
    private final Dialect dialect;

    EngineProtocol(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Asked for with the first search or watch, and not before. */
    abstract PcpEngine engine();

    @Override
    public final String name() {
        return dialect.key();
    }

    @Override
    public final int rank() {
        return dialect.rank();
    }

    @Override
    public final Watch search(GatewayQuery query, CandidateListener listener)
            throws GatewayException {
        return engine().search(dialect, query, listener);
    }

    @Override
    public final Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        return engine().watch(dialect, query, poll, listener);
    }
}
