// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.osgi.framework.ServiceRegistration;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pace;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.gateway.WanStatus;
import org.postern.itests.exam.Inside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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

    private static String key(Protocol protocol, int port) {
        return protocol + " " + port;
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
        InetAddress here = InetAddress.getLoopbackAddress();
        return new GatewayInfo(
                id,
                "given",
                id,
                "",
                "",
                "uuid:" + id,
                addressInside(),
                here,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
        opened.incrementAndGet();
        PortMapping mapping =
                new PortMapping(
                        request.protocol(),
                        request.externalPort(),
                        info().localAddress(),
                        request.effectiveInternalPort(),
                        request.description(),
                        true,
                        request.lease(),
                        "");
        held.put(key(request.protocol(), request.externalPort()), mapping);
        return new MappingResult(mapping, List.of());
    }

    @Override
    public void unmap(Protocol protocol, int externalPort)
            throws GatewayException, InterruptedException {
        answer();
        if (held.remove(key(protocol, externalPort)) == null) {
            throw new GatewayException(UpnpResult.PORT_MAPPING_NOT_FOUND, "Not there.");
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
    public Optional<PortMapping> find(Protocol protocol, int externalPort)
            throws InterruptedException {
        answer();
        return mapping(key(protocol, externalPort));
    }

    @Override
    public List<PortMapping> findAll(Protocol protocol, SortedSet<Integer> externalPorts)
            throws InterruptedException {
        answer();
        return new TreeSet<>(externalPorts)
                .stream().flatMap(port -> mapping(key(protocol, port)).stream()).toList();
    }

    @Override
    public void renew(PortMapping mapping, Duration lease) throws InterruptedException {
        answer();
        held.put(key(mapping.protocol(), mapping.externalPort()), mapping);
    }

    @Override
    public Gateway paced(Pace pace) {
        return this;
    }
}
