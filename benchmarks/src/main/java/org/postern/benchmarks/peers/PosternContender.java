// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;

/** Postern in plain Java. */
final class PosternContender implements Contender {
    private final GatewayFinder finder = GatewayFinder.create();
    private final GatewayQuery query;

    /** Over all protocols where none is named. */
    PosternContender(String protocol) {
        query = GatewayQuery.standard().withControlProtocol(protocol);
    }

    @Override
    public UsableGateway find() throws GatewayException, InterruptedException, NoGatewayException {
        try {
            return new PosternGateway(finder.find(query).gateway());
        } catch (GatewayException e) {
            if (e.reason() == Reason.NO_DEVICES || e.reason() == Reason.NO_GATEWAY) {
                throw new NoGatewayException(e.getMessage());
            }
            throw e;
        }
    }

    @Override
    public void close() {
        finder.close();
    }

    /** Postern's mapping is always read back. */
    record PosternGateway(Gateway gateway) implements UsableGateway {
        @Override
        public String externalAddress() throws GatewayException, InterruptedException {
            return gateway.externalAddress().getHostAddress();
        }

        @Override
        public void map(int port) throws GatewayException, InterruptedException {
            gateway.map(MappingRequest.tcp(port).description("benchmark").permanent());
        }

        @Override
        public void mapAndLook(int port) throws GatewayException, InterruptedException {
            map(port);
        }
    }
}
