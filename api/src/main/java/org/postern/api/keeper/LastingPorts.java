// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;

import java.util.Optional;

/**
 * Ports that are kept by configuration, so that they outlive the process. An OSGi service where
 * Config Admin is present. Calls block no longer than a file takes to write.
 */
@ProviderType
public interface LastingPorts {
    /**
     * Keeps a port open from now on, over restarts; an earlier configuration of the same protocol
     * and external port is replaced.
     *
     * @param request what should be open
     * @return the PID of the configuration
     * @throws GatewayException for ports or leases out of range; {@link
     *     org.postern.api.gateway.UpnpResult#UNKNOWN_ERROR} when it cannot be stored
     */
    String keep(MappingRequest request) throws GatewayException;

    /**
     * Removes a configuration; the port is closed.
     *
     * @param protocol TCP or UDP
     * @param externalPort 1..65535
     * @return the PID of the configuration; empty when there is none for this port
     * @throws GatewayException when it cannot be removed
     */
    Optional<String> release(Protocol protocol, int externalPort) throws GatewayException;
}
