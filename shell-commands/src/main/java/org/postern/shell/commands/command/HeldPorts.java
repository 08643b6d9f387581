// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;

import java.util.List;

/** What the router holds, as far as it tells: what it refuses to tell about counts as held. */
final class HeldPorts {
    private static final int PORTS_LOOKED_AT = 16;

    private final Gateway gateway;

    HeldPorts(Gateway gateway) {
        this.gateway = gateway;
    }

    boolean mayHold(Protocol protocol, int externalPort)
            throws GatewayException, InterruptedException {
        try {
            return gateway.find(protocol, externalPort).isPresent();
        } catch (GatewayException e) {
            if (e.result() == UpnpResult.SOCKET_ERROR) {
                throw e;
            }
            return true;
        }
    }

    /** The requests at the next port at which nothing is held. */
    List<MappingRequest> whereNothingStands(List<MappingRequest> requests, int after)
            throws GatewayException, InterruptedException {
        int port = after;
        for (int looked = 0; looked < PORTS_LOOKED_AT; looked++) {
            port = port < 65535 ? port + 1 : 1024;
            if (isFree(requests, port)) {
                int free = port;
                return requests.stream().map(request -> at(free, request)).toList();
            }
        }
        throw new GatewayException(
                UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                "No port after "
                        + after
                        + " that was looked at is free for all protocols. Look with 'mappings' and"
                        + " try another port.");
    }

    private boolean isFree(List<MappingRequest> requests, int port)
            throws GatewayException, InterruptedException {
        for (MappingRequest request : requests) {
            if (mayHold(request.protocol(), port)) {
                return false;
            }
        }
        return true;
    }

    private static MappingRequest at(int externalPort, MappingRequest request) {
        return new MappingRequest(
                request.protocol(),
                externalPort,
                request.effectiveInternalPort(),
                request.description(),
                request.lease(),
                request.anyPort());
    }
}
