// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pace;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.gateway.WanStatus;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A gateway whose calls tell the watch when they do not get through: often its users are the first
 * to notice. An HTTP error is a hint too, as paths may be others after an update.
 */
final class WatchedGateway implements Gateway {
    private final Gateway gateway;
    private final Runnable hint;

    /**
     * A gateway under watch.
     *
     * @param gateway that does the work
     * @param hint a call failed; from any thread
     */
    WatchedGateway(Gateway gateway, Runnable hint) {
        this.gateway = gateway;
        this.hint = hint;
    }

    private interface Call<T> {
        T run() throws GatewayException, InterruptedException;
    }

    private <T> T observed(Call<T> call) throws GatewayException, InterruptedException {
        try {
            return call.run();
        } catch (GatewayException e) {
            if (e.result() == UpnpResult.SOCKET_ERROR || e.result() == UpnpResult.HTTP_ERROR) {
                hint.run();
            }
            throw e;
        }
    }

    @Override
    public GatewayInfo info() {
        return gateway.info();
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return observed(gateway::externalAddress);
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        return observed(gateway::status);
    }

    @Override
    public Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        return observed(gateway::link);
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        return observed(gateway::traffic);
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        return observed(() -> gateway.map(request));
    }

    @Override
    public void unmap(Protocol protocol, int externalPort)
            throws GatewayException, InterruptedException {
        observed(
                () -> {
                    gateway.unmap(protocol, externalPort);
                    return true;
                });
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        return observed(() -> gateway.unmapRange(protocol, firstPort, lastPort));
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        return observed(gateway::mappings);
    }

    @Override
    public Optional<PortMapping> find(Protocol protocol, int externalPort)
            throws GatewayException, InterruptedException {
        return observed(() -> gateway.find(protocol, externalPort));
    }

    @Override
    public List<PortMapping> findAll(Protocol protocol, SortedSet<Integer> externalPorts)
            throws GatewayException, InterruptedException {
        return observed(() -> gateway.findAll(protocol, externalPorts));
    }

    @Override
    public void renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        observed(
                () -> {
                    gateway.renew(held, lease);
                    return true;
                });
    }

    @Override
    public Gateway paced(Pace pace) {
        return new WatchedGateway(gateway.paced(pace), hint);
    }

    @Override
    public String toString() {
        return gateway.toString();
    }
}
