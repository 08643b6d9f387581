// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that never answers, and counts how often it was asked for its address. */
final class SilentGateway implements Gateway {
    final AtomicInteger asked = new AtomicInteger();
    private final List<String> protocols;

    SilentGateway(String... protocols) {
        this.protocols = List.of(protocols);
    }

    @Override
    public GatewayInfo info() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new GatewayInfo("silent", protocols, "", "", "", loopback, loopback, Map.of());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public InetAddress externalAddress() throws GatewayException {
        asked.incrementAndGet();
        throw silent();
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException {
        throw silent();
    }

    @Override
    public void unmap(PortKey key) throws GatewayException {
        throw silent();
    }

    @Override
    public Duration renew(PortMapping held, Duration lease) throws GatewayException {
        throw silent();
    }

    private static GatewayException silent() {
        return new GatewayException(Reason.UNREACHABLE, "The gateway did not answer.");
    }

    @Override
    public Gateway paced(Pace pace) {
        return this;
    }
}
