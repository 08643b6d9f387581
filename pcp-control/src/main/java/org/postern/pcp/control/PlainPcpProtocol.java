// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.postern.pcp.control.server.Dialect;

import java.util.ServiceLoader;

/** PCP in plain Java, found by {@link ServiceLoader}. */
public final class PlainPcpProtocol extends EngineProtocol {
    private final SharedEngine shared;

    /** Starts nothing. */
    public PlainPcpProtocol() {
        this(SharedEngine.open());
    }

    private PlainPcpProtocol(SharedEngine shared) {
        super(shared.engine(), Dialect.PCP);
        this.shared = shared;
    }

    @Override
    public void close() {
        shared.close();
    }
}
