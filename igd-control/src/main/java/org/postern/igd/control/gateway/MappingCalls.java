// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.soap.Reply;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The single questions and changes of one call, under its one deadline. A change is given most of
 * the time that is left, so that there is some to look when its answer is lost.
 *
 * @param wan whom to ask
 * @param table the router's
 * @param client this machine's address as the router sees it
 * @param deadline of the call
 */
record MappingCalls(PacedService wan, MappingTable table, InetAddress client, Deadline deadline) {

    void add(Attempt attempt) throws GatewayException, InterruptedException {
        wan.change(MappingCodec.add(attempt, client), deadline);
    }

    /** The port that the router chose; empty when its answer names none. */
    OptionalInt addAny(Attempt attempt) throws GatewayException, InterruptedException {
        Reply.Done done = wan.change(MappingCodec.addAny(attempt, client), deadline);
        return MappingCodec.reservedPort(done);
    }

    void delete(Protocol protocol, int externalPort, String remoteHost)
            throws GatewayException, InterruptedException {
        wan.change(MappingCodec.delete(protocol, externalPort, remoteHost), deadline);
    }

    /** A run of one protocol's ports, in order. */
    void deleteRange(List<PortMapping> run) throws GatewayException, InterruptedException {
        PortMapping first = run.get(0);
        PortMapping last = run.get(run.size() - 1);
        wan.change(
                MappingCodec.deleteRange(
                        first.protocol(), first.externalPort(), last.externalPort()),
                deadline);
    }

    /** What stands at a port. No failure: what the router does not tell is untold. */
    Sight look(Attempt attempt) throws InterruptedException {
        try {
            return Sight.of(find(attempt));
        } catch (GatewayException e) {
            return Sight.UNTOLD;
        }
    }

    /** Looks also under the remote host that an attempt had to name. */
    Optional<PortMapping> find(Attempt attempt) throws GatewayException, InterruptedException {
        Optional<PortMapping> held =
                table.find(attempt.protocol(), attempt.externalPort(), deadline);
        return held.isPresent() || attempt.remoteHost().isEmpty()
                ? held
                : table.find(
                        attempt.protocol(), attempt.externalPort(), attempt.remoteHost(), deadline);
    }

    /** Whether the router may have done what it was asked for: its answer is not known. */
    static boolean lost(GatewayException failure) {
        return switch (failure.result()) {
            case SOCKET_ERROR -> !unsent(failure);
            case INVALID_RESPONSE, HTTP_ERROR -> true;
            default -> false;
        };
    }

    /** Whether the router was not even asked. */
    static boolean unsent(GatewayException failure) {
        return failure.getCause() instanceof OutOfTurnException;
    }

    static int code(GatewayException failure) {
        return failure.upnpErrorCode().orElse(0);
    }

    boolean hasVersion2() {
        return MappingCodec.hasVersion2(wan.serviceType());
    }

    String router() {
        return wan.router();
    }
}
