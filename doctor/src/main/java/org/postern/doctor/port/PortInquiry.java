// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.PortKey;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Which port is to be examined, and how.
 *
 * @param gateway the chosen one
 * @param key the external port
 * @param internalPort the port of this machine, 1..65535
 * @param externalAddress of the gateway; empty where it has none or does not tell
 * @param helper the helper outside that is to be asked; empty for none
 * @param testMapping whether mappings may be made for a test
 */
public record PortInquiry(
        Gateway gateway,
        PortKey key,
        int internalPort,
        Optional<InetAddress> externalAddress,
        Optional<URI> helper,
        boolean testMapping) {
    /** The address of this machine that a mapping leads to. */
    InetAddress localAddress() {
        return gateway.info().localAddress();
    }
}
