// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.Upnp;

import java.time.Duration;

/** Postern in plain Java. */
final class PosternContender implements Contender {
    private final Upnp upnp = Upnp.create();

    @Override
    public UsableGateway find() throws GatewayException, InterruptedException, NoGatewayException {
        try {
            return new PosternGateway(upnp.findGateway(GatewayQuery.standard()).gateway());
        } catch (GatewayException e) {
            if (e.result() == UpnpResult.NO_DEVICES || e.result() == UpnpResult.NO_GATEWAY) {
                throw new NoGatewayException(e.getMessage());
            }
            throw e;
        }
    }

    @Override
    public void close() {
        upnp.close();
    }

    /** Postern's mapping is always read back. */
    record PosternGateway(Gateway gateway) implements UsableGateway {
        @Override
        public String externalAddress() throws GatewayException, InterruptedException {
            return gateway.externalAddress().getHostAddress();
        }

        @Override
        public void map(int port) throws GatewayException, InterruptedException {
            gateway.map(
                    new MappingRequest(Protocol.TCP, port, 0, "benchmark", Duration.ZERO, false));
        }

        @Override
        public void mapAndLook(int port) throws GatewayException, InterruptedException {
            map(port);
        }
    }
}
