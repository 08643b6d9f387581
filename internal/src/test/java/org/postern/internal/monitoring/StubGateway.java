// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import org.postern.api.gateway.CallStatistics;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Traffic;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Answers as a test says, and counts how often it is asked for its traffic. */
final class StubGateway implements Gateway {
    final Set<Capability> capabilities = EnumSet.of(Capability.TRAFFIC);
    Optional<Traffic> traffic = traffic(100);
    Optional<GatewayException> failure = Optional.empty();
    int asked;
    private final String id;

    StubGateway(String id) {
        this.id = id;
    }

    static Optional<Traffic> traffic(long bytesSent) {
        return Optional.of(
                new Traffic(
                        OptionalLong.of(bytesSent),
                        OptionalLong.of(2),
                        OptionalLong.of(3),
                        OptionalLong.empty()));
    }

    @Override
    public GatewayInfo info() {
        InetAddress address = InetAddress.getLoopbackAddress();
        return new GatewayInfo(id, List.of("upnp"), "Box", "", "", address, address, Map.of());
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public CallStatistics statistics() {
        return new CallStatistics(5, 1);
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException {
        asked++;
        if (failure.isPresent()) {
            throw failure.get();
        }
        return traffic;
    }

    @Override
    public InetAddress externalAddress() {
        throw new AssertionError("asked");
    }

    @Override
    public MappingResult map(MappingRequest request) {
        throw new AssertionError("asked");
    }

    @Override
    public void unmap(PortKey key) {
        throw new AssertionError("asked");
    }

    @Override
    public Duration renew(PortMapping held, Duration lease) {
        throw new AssertionError("asked");
    }

    @Override
    public Gateway paced(Pace pace) {
        return this;
    }
}
