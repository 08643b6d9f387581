// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;

import java.time.Duration;

/**
 * The words of one AddPortMapping, but for the client, which is always this machine.
 *
 * @param protocol TCP or UDP
 * @param externalPort 1..65535
 * @param internalPort 1..65535
 * @param description may be empty
 * @param lease zero for a permanent one
 * @param remoteHost empty for any, as the standard says, or {@code *}, as some routers do (A8)
 */
record Attempt(
        Protocol protocol,
        int externalPort,
        int internalPort,
        String description,
        Duration lease,
        String remoteHost) {

    /** What the user asked for. */
    static Attempt of(MappingRequest request) {
        return new Attempt(
                request.protocol(),
                request.externalPort(),
                request.effectiveInternalPort(),
                request.description(),
                request.lease(),
                "");
    }

    Attempt at(int otherExternalPort) {
        return new Attempt(
                protocol, otherExternalPort, internalPort, description, lease, remoteHost);
    }

    Attempt described(String otherDescription) {
        return new Attempt(
                protocol, externalPort, internalPort, otherDescription, lease, remoteHost);
    }

    Attempt leased(Duration otherLease) {
        return new Attempt(
                protocol, externalPort, internalPort, description, otherLease, remoteHost);
    }

    Attempt fromHost(String otherRemoteHost) {
        return new Attempt(
                protocol, externalPort, internalPort, description, lease, otherRemoteHost);
    }

    /** Such as {@code TCP port 8080}. */
    String port() {
        return protocol + " port " + externalPort;
    }
}
