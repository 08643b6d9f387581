// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.postern.api.gateway.CallStatistics;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * A gateway whose failed calls make the watch check it: often its users are the first to notice. HTTP
 * errors count too, since paths may be others after an update. It is called back on any thread.
 */
record ObservedGateway(Gateway gateway, Runnable onFailure) implements Gateway {
    private interface Call<T> {
        T run() throws GatewayException, InterruptedException;
    }

    private <T> T observed(Call<T> call) throws GatewayException, InterruptedException {
        try {
            return call.run();
        } catch (GatewayException e) {
            if (e.reason() == Reason.UNREACHABLE || e.reason() == Reason.TRANSPORT_ERROR) {
                onFailure.run();
            }
            throw e;
        }
    }

    @Override
    public GatewayInfo info() {
        return gateway.info();
    }

    @Override
    public Set<Capability> capabilities() {
        return gateway.capabilities();
    }

    @Override
    public CallStatistics statistics() {
        return gateway.statistics();
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
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        observed(
                () -> {
                    gateway.unmap(key);
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
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        return observed(() -> gateway.find(key));
    }

    @Override
    public List<PortMapping> findAll(SortedSet<PortKey> keys)
            throws GatewayException, InterruptedException {
        return observed(() -> gateway.findAll(keys));
    }

    @Override
    public Duration renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        return observed(() -> gateway.renew(held, lease));
    }

    @Override
    public CallbackRequest requestCallback(int port) throws GatewayException, InterruptedException {
        return observed(() -> gateway.requestCallback(port));
    }

    /** A failure over IPv6 says nothing of the addresses at which the router is watched. */
    @Override
    public Optional<Pinholes> pinholes() {
        return gateway.pinholes();
    }

    @Override
    public Gateway paced(Pace pace) {
        return new ObservedGateway(gateway.paced(pace), onFailure);
    }

    @Override
    public String toString() {
        return gateway.toString();
    }
}
