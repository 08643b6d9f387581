// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.osgi.framework.ServiceRegistration;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.itests.exam.Inside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway service that holds its mappings in a map, and can stop answering. */
final class GivenGateway implements Gateway, AutoCloseable {
    private final Map<String, PortMapping> held = new ConcurrentSkipListMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private final String id;
    private volatile boolean mute;
    private volatile String address = "203.0.113.7";
    private volatile ServiceRegistration<Gateway> registration;

    private GivenGateway(String id) {
        this.id = id;
    }

    static GivenGateway register(String id) {
        GivenGateway gateway = new GivenGateway(id);
        gateway.registration =
                Inside.context().registerService(Gateway.class, gateway, gateway.properties());
        return gateway;
    }

    private Hashtable<String, Object> properties() {
        return new Hashtable<>(
                Map.of(
                        GatewayProperties.ID, id,
                        GatewayProperties.EXTERNAL_ADDRESS, address,
                        GatewayProperties.REVISION, 0L));
    }

    void changeAddress(String other) {
        address = other;
        registration.setProperties(properties());
    }

    /** From now on every call waits until its thread is interrupted. */
    void fallSilent() {
        mute = true;
    }

    void answerAgain() {
        mute = false;
    }

    int hanging() {
        return hanging.get();
    }

    /** What is open, as {@code TCP 80}. */
    List<String> open() {
        return List.copyOf(held.keySet());
    }

    /** How often a port was opened or opened again. */
    int timesOpened() {
        return opened.get();
    }

    Optional<PortMapping> mapping(String key) {
        return Optional.ofNullable(held.get(key));
    }

    @Override
    public void close() {
        registration.unregister();
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

    private static String text(PortKey key) {
        return key.protocol() + " " + key.externalPort();
    }

    /** Each has its own, as routers have. */
    private InetAddress addressInside() {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) id.hashCode()});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public GatewayInfo info() {
        return new GatewayInfo(
                id,
                List.of("given"),
                id,
                "",
                "",
                addressInside(),
                InetAddress.getLoopbackAddress(),
                Map.of(UpnpAttributes.UDN, "uuid:" + id));
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.LIST,
                Capability.FIND,
                Capability.DESCRIPTION,
                Capability.PERMANENT_LEASE);
    }

    @Override
    public InetAddress externalAddress() throws InterruptedException {
        answer();
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public MappingResult map(MappingRequest request) throws InterruptedException {
        answer();
        opened.incrementAndGet();
        List<MappingResult.Part> parts = new ArrayList<>();
        for (PortKey key : request.keys()) {
            PortMapping mapping =
                    new PortMapping(
                            key.protocol(),
                            key.externalPort(),
                            info().localAddress(),
                            request.effectiveInternalPort(),
                            request.description(),
                            true,
                            request.lease(),
                            "");
            held.put(text(key), mapping);
            parts.add(new MappingResult.Part(mapping, List.of()));
        }
        return new MappingResult(parts);
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        answer();
        if (held.remove(text(key)) == null) {
            throw new GatewayException(Reason.NOT_FOUND, "Not there.");
        }
    }

    @Override
    public List<PortMapping> mappings() throws InterruptedException {
        answer();
        return List.copyOf(held.values());
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws InterruptedException {
        answer();
        return mapping(text(key));
    }

    @Override
    public void renew(PortMapping mapping, Duration lease) throws InterruptedException {
        answer();
        held.put(text(mapping.key()), mapping);
    }

    @Override
    public Gateway paced(Pace pace) {
        return this;
    }
}
