// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that holds its mappings in a map, and can stop answering. */
final class GivenGateway implements Gateway {
    private final Map<String, PortMapping> held = new ConcurrentSkipListMap<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile boolean mute;

    /** From now on every call waits until its thread is interrupted. */
    void fallSilent() {
        mute = true;
    }

    int hanging() {
        return hanging.get();
    }

    /** What is open, as {@code TCP 80}. */
    List<String> open() {
        return List.copyOf(held.keySet());
    }

    Optional<PortMapping> mapping(String key) {
        return Optional.ofNullable(held.get(key));
    }

    private void answer() throws InterruptedException {
        if (mute) {
            hanging.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } finally {
                hanging.decrementAndGet();
            }
        }
    }

    private static String name(PortKey key) {
        return key.protocol() + " " + key.externalPort();
    }

    @Override
    public GatewayInfo info() {
        InetAddress here = InetAddress.getLoopbackAddress();
        return new GatewayInfo("given", List.of("given"), "given", "", "", here, here, Map.of());
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public InetAddress externalAddress() throws InterruptedException {
        answer();
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public WanStatus status() throws InterruptedException {
        answer();
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LinkProperties> link() throws InterruptedException {
        answer();
        return Optional.empty();
    }

    @Override
    public Optional<Traffic> traffic() throws InterruptedException {
        answer();
        return Optional.empty();
    }

    @Override
    public MappingResult map(MappingRequest request) throws InterruptedException {
        answer();
        return new MappingResult(
                request.keys().stream()
                        .map(
                                key ->
                                        new PortMapping(
                                                key.protocol(),
                                                key.externalPort(),
                                                info().localAddress(),
                                                request.effectiveInternalPort(),
                                                request.description(),
                                                true,
                                                request.lease(),
                                                ""))
                        .peek(each -> held.put(name(each.key()), each))
                        .map(each -> new MappingResult.Part(each, List.of()))
                        .toList());
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        answer();
        if (held.remove(name(key)) == null) {
            throw new GatewayException(Reason.NOT_FOUND, "Not there.");
        }
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PortMapping> mappings() throws InterruptedException {
        answer();
        return List.copyOf(held.values());
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws InterruptedException {
        answer();
        return mapping(name(key));
    }

    @Override
    public void renew(PortMapping mapping, Duration lease) throws InterruptedException {
        answer();
        held.put(name(mapping.key()), mapping);
    }

    @Override
    public Gateway paced(Pace pace) {
        return this;
    }
}
