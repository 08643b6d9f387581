// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Protocol;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be examined.
 *
 * @param query which gateway the user means and where it is searched for; its timeout is how long
 *     other calls would wait, and a router that needs longer is called slow. The examination itself
 *     looks on all interfaces, and waits as long as it takes to tell a slow router from none
 * @param port the external port, 1..65535; empty to examine no port
 * @param internalPort the port of this machine, 1..65535; empty for the same as the external one
 * @param protocol of the port
 * @param stun a STUN server (RFC 8489) of the user's choice as {@code HOST} or {@code HOST:PORT};
 *     empty to ask none
 * @param helper the URL of an {@link OutsideHelper} outside; empty to ask none
 * @param testMapping whether a mapping may be made for two minutes where none is there, to see
 *     whether the router takes it
 */
public record DiagnosisRequest(
        GatewayQuery query,
        OptionalInt port,
        OptionalInt internalPort,
        Protocol protocol,
        Optional<String> stun,
        Optional<URI> helper,
        boolean testMapping) {

    /**
     * Examines this machine, its network and its gateway.
     *
     * @param query which gateway, and where
     * @return a request without a port
     */
    public static DiagnosisRequest of(GatewayQuery query) {
        return new DiagnosisRequest(
                query,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Protocol.UDP,
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /**
     * Examines a port, too.
     *
     * @param external the external port, 1..65535
     * @param internal the port of this machine, 1..65535
     * @param transport of the port
     * @return a changed copy
     */
    public DiagnosisRequest withPort(int external, int internal, Protocol transport) {
        return new DiagnosisRequest(
                query,
                OptionalInt.of(external),
                OptionalInt.of(internal),
                transport,
                stun,
                helper,
                testMapping);
    }

    /**
     * Asks a STUN server as which address it sees this machine.
     *
     * @param server {@code HOST} or {@code HOST:PORT}
     * @return a changed copy
     */
    public DiagnosisRequest withStun(String server) {
        return new DiagnosisRequest(
                query, port, internalPort, protocol, Optional.of(server), helper, testMapping);
    }

    /**
     * Asks a helper outside whether the port can be reached.
     *
     * @param url such as {@code http://host:8090}
     * @return a changed copy
     */
    public DiagnosisRequest withHelper(URI url) {
        return new DiagnosisRequest(
                query, port, internalPort, protocol, stun, Optional.of(url), testMapping);
    }

    /**
     * Changes nothing on the router, not even for two minutes.
     *
     * @return a changed copy
     */
    public DiagnosisRequest withoutTestMapping() {
        return new DiagnosisRequest(query, port, internalPort, protocol, stun, helper, false);
    }
}
