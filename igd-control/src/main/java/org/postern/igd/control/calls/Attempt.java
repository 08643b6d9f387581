// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;

import java.time.Duration;

/**
 * The words of one AddPortMapping, but for the client, which is that of the session.
 *
 * @param protocol TCP or UDP
 * @param externalPort 1..65535
 * @param internalPort 1..65535
 * @param description may be empty
 * @param lease zero for a permanent one
 * @param remoteHost empty for any, as the standard says, or {@code *}, as some routers do (A8)
 */
public record Attempt(
        Protocol protocol,
        int externalPort,
        int internalPort,
        String description,
        Duration lease,
        String remoteHost) {

    /** What the user asked for, for one protocol. */
    public static Attempt of(MappingRequest request) {
        return new Attempt(
                request.keys().get(0).protocol(),
                request.externalPort(),
                request.effectiveInternalPort(),
                request.description(),
                request.lease(),
                "");
    }

    /** The words of a mapping that the router has shown. */
    public static Attempt of(PortMapping held) {
        return new Attempt(
                held.protocol(),
                held.externalPort(),
                held.internalPort(),
                held.description(),
                held.lease(),
                held.remoteHost());
    }

    public Attempt at(int otherExternalPort) {
        return new Attempt(
                protocol, otherExternalPort, internalPort, description, lease, remoteHost);
    }

    public Attempt described(String otherDescription) {
        return new Attempt(
                protocol, externalPort, internalPort, otherDescription, lease, remoteHost);
    }

    public Attempt leased(Duration otherLease) {
        return new Attempt(
                protocol, externalPort, internalPort, description, otherLease, remoteHost);
    }

    /** With another word for who may connect: empty, or {@code *}, for any. */
    public Attempt fromHost(String otherRemoteHost) {
        return new Attempt(
                protocol, externalPort, internalPort, description, lease, otherRemoteHost);
    }

    public PortKey key() {
        return new PortKey(protocol, externalPort);
    }
}
