// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.postern.pcp.control.server.Dialect;

import java.util.ServiceLoader;

/** NAT-PMP in plain Java, found by {@link ServiceLoader}. */
public final class PlainNatPmpProtocol extends EngineProtocol {
    private final SharedEngine shared;

    /** Starts nothing. */
    public PlainNatPmpProtocol() {
        this(SharedEngine.open());
    }

    private PlainNatPmpProtocol(SharedEngine shared) {
        super(shared.engine(), Dialect.NAT_PMP);
        this.shared = shared;
    }

    @Override
    public void close() {
        shared.close();
    }
}
