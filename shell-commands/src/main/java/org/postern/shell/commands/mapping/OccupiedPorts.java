// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;

import java.util.List;

/**
 * The external ports that a router has in use. A port counts as occupied when the router refuses
 * to say.
 */
final class OccupiedPorts {
    private static final int MAX_PORTS_TRIED = 16;

    private final Gateway gateway;

    OccupiedPorts(Gateway gateway) {
        this.gateway = gateway;
    }

    boolean mayBeOccupied(Protocol protocol, int externalPort)
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

    /** The same requests at the next port that is free for all of them. */
    List<MappingRequest> atNextFreePort(List<MappingRequest> requests, int after)
            throws GatewayException, InterruptedException {
        int port = after;
        for (int tried = 0; tried < MAX_PORTS_TRIED; tried++) {
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
            if (mayBeOccupied(request.protocol(), port)) {
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
