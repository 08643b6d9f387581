// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.control.ControlProtocol;
import org.postern.pcp.control.server.Dialect;

/** Gateways that are controlled over NAT-PMP. */
@Component(service = ControlProtocol.class)
public final class NatPmpProtocol extends EngineProtocol {
    private final PcpEngineComponent component;

    /** Starts nothing. */
    @Activate
    public NatPmpProtocol(@Reference PcpEngineComponent component) {
        super(Dialect.NAT_PMP);
        this.component = component;
    }

    @Override
    PcpEngine engine() {
        return component.engine();
    }
}
