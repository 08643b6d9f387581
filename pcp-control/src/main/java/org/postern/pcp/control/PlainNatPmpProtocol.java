// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.postern.pcp.control.server.Dialect;

import java.util.ServiceLoader;

/** NAT-PMP in plain Java, found by {@link ServiceLoader}. */
public final class PlainNatPmpProtocol extends EngineProtocol {
    private final SharedEngine shared = SharedEngine.open();

    /** Starts nothing. */
    public PlainNatPmpProtocol() {
        super(Dialect.NAT_PMP);
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
