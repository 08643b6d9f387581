// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;

/** A router as one control protocol reaches it. */
public record ProtocolGateway(String protocol, Gateway gateway) {
    boolean has(Capability capability) {
        return gateway.capabilities().contains(capability);
    }
}
