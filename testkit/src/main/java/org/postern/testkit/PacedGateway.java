// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Books the requests of each call with a pace. */
record PacedGateway(Gateway gateway, ModelLine line, Pace pace) implements Gateway {
    @Override
    public GatewayInfo info() {
        return gateway.info();
    }

    @Override
    public Set<Capability> capabilities() {
        return gateway.capabilities();
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.externalAddress());
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.status());
    }

    @Override
    public Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.link());
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.traffic());
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.map(request));
    }

    @Override
    public Optional<Pinholes> pinholes() {
        return gateway.pinholes();
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        line.paced(
                pace,
                () -> {
                    gateway.unmap(key);
                    return key;
                });
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.unmapRange(protocol, firstPort, lastPort));
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.mappings());
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.find(key));
    }

    @Override
    public List<PortMapping> findAll(SortedSet<PortKey> keys)
            throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.findAll(keys));
    }

    @Override
    public Duration renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.renew(held, lease));
    }

    @Override
    public CallbackRequest requestCallback(int port) throws GatewayException, InterruptedException {
        return line.paced(pace, () -> gateway.requestCallback(port));
    }

    @Override
    public Gateway paced(Pace other) {
        return new PacedGateway(this, line, other);
    }
}
