// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.postern.pcp.control.server.Dialect;

import java.util.ServiceLoader;

/** PCP in plain Java, found by {@link ServiceLoader}. */
public final class PlainPcpProtocol extends EngineProtocol {
    private final SharedEngine shared = SharedEngine.open();

    /** Starts nothing. */
    public PlainPcpProtocol() {
        super(Dialect.PCP);
    }

    @Override
    PcpEngine engine() {
        return shared.engine();
    }

    @Override
    public void close() {
        shared.close();
    }
}
