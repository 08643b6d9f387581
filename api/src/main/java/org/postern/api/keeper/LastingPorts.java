// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;

import java.util.Optional;

/**
 * Ports that are kept by configuration, so that they outlive the process. An OSGi service where
 * Config Admin is present. Calls block no longer than a file takes to write.
 */
@ProviderType
public interface LastingPorts {
    /**
     * Keeps a port open from now on, over restarts. There is one configuration for TCP and UDP of one
     * request. Earlier configurations of the same external port are replaced as far as they are
     * about the same protocols.
     *
     * @param request what should be open
     * @return the PID of the configuration
     * @throws GatewayException for ports or leases out of range; {@link
     *     org.postern.api.gateway.Reason#UNKNOWN} when it cannot be stored
     */
    default String keep(MappingRequest request) throws GatewayException {
        return keep(KeepRequest.of(request));
    }

    /**
     * Keeps a port open over IPv4, IPv6 or both from now on, over restarts.
     *
     * @param request what should be open
     * @return the PID of the configuration
     * @throws GatewayException as {@link #keep(MappingRequest)}
     */
    String keep(KeepRequest request) throws GatewayException;

    /**
     * Removes a configuration; the port is closed. Where the configuration is for TCP and UDP, it is
     * rewritten and the other one stays kept; that one is closed and opened again at once.
     *
     * @param key which
     * @return the PID of the configuration; empty when there is none for this port and
     *     protocol
     * @throws GatewayException when it cannot be removed
     */
    Optional<String> release(PortKey key) throws GatewayException;
}
