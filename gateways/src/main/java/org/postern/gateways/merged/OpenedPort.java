// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;

import java.util.Optional;

/**
 * A port that was opened via the protocol that holds it; {@code before} is what was opened there
 * from here already.
 */
record OpenedPort(ProtocolGateway via, MappingResult result, Optional<PortMapping> before) {
    PortKey key() {
        return result.mapping().key();
    }
}
