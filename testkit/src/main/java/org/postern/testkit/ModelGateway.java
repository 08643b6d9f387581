// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
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
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A router as a client sees it: it holds mappings in memory, remembers what it was asked, and fails
 * or falls silent where a test says so. The settings are plain fields. For any threads.
 */
public class ModelGateway implements Gateway {
    /** Such as {@code map TCP 80}, in the order they came. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** What a call fails with before it does anything; {@code info} for the description. */
    public final Map<String, Exception> failures = new ConcurrentHashMap<>();

    /** What a call fails with after it did what it does. */
    public final Map<String, Exception> lostAnswers = new ConcurrentHashMap<>();

    /** What is open, the latest last; several protocols of one router may share it. */
    public volatile Map<PortKey, PortMapping> held =
            Collections.synchronizedMap(new LinkedHashMap<>());

    public final Set<Capability> capabilities;

    public volatile GatewayInfo info;
    public volatile InetAddress externalAddress = address("203.0.113.7");
    public volatile Optional<WanStatus> status = Optional.empty();
    public volatile Optional<LinkProperties> link = Optional.empty();
    public volatile Optional<Traffic> traffic = Optional.empty();

    /** Of each mapping. */
    public volatile List<String> notes = List.of();

    /** How far from the wanted port it opens one where any will do. */
    public volatile int portOffset;

    private final AtomicInteger hanging = new AtomicInteger();
    private volatile boolean silent;

    /** Can do everything. */
    public ModelGateway(GatewayInfo info) {
        this(info, EnumSet.allOf(Capability.class));
    }

    public ModelGateway(GatewayInfo info, Set<Capability> capabilities) {
        this.info = info;
        this.capabilities = capabilities;
    }

    /** Another router of the same description and capabilities. */
    protected ModelGateway(ModelGateway like) {
        this(like.info, like.capabilities);
    }

    /** Can do everything, as UPnP does. */
    public static ModelGateway listing(String protocol) {
        return at(protocol, "192.168.1.1", EnumSet.allOf(Capability.class));
    }

    /** Can open ports and close them, and nothing else. */
    public static ModelGateway bare(String protocol) {
        return at(protocol, "192.168.1.1", EnumSet.noneOf(Capability.class));
    }

    /** Asked from 192.168.1.5. */
    public static ModelGateway at(String protocol, String address, Set<Capability> capabilities) {
        return new ModelGateway(
                new GatewayInfo(
                        protocol + "://" + address,
                        List.of(protocol),
                        "",
                        "",
                        "",
                        address(address),
                        address("192.168.1.5"),
                        Map.of()),
                capabilities);
    }

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Opens a port for a client, on the same port there. */
    public void holds(PortKey key, String client) {
        holds(
                new PortMapping(
                        key.protocol(),
                        key.externalPort(),
                        address(client),
                        key.externalPort(),
                        "",
                        true,
                        Duration.ofHours(1),
                        ""));
    }

    public void holds(PortMapping mapping) {
        held.remove(mapping.key());
        held.put(mapping.key(), mapping);
    }

    /** What is open, as {@code TCP 80}, sorted. */
    public List<String> open() {
        return all().stream().map(each -> text(each.key())).sorted().toList();
    }

    /** A copy is made under the lock of the map. */
    private List<PortMapping> all() {
        return List.copyOf(held.values());
    }

    /** From now on every call waits until its thread is interrupted. */
    public void fallSilent() {
        silent = true;
    }

    public void answerAgain() {
        silent = false;
    }

    /** How many calls wait for an answer. */
    public int hanging() {
        return hanging.get();
    }

    @Override
    public GatewayInfo info() {
        if (failures.get("info") instanceof RuntimeException e) {
            throw e;
        }
        return info;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        called("externalAddress");
        return externalAddress;
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        called("status");
        return status.orElseThrow(() -> new GatewayException(Reason.FAILED, "No status."));
    }

    @Override
    public Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        called("link");
        return link;
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        called("traffic");
        return traffic;
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        String call =
                request.keys().stream()
                        .map(ModelGateway::text)
                        .collect(Collectors.joining(" ", "map ", ""));
        called(call);
        List<MappingResult.Part> parts = new ArrayList<>();
        for (PortKey key : request.keys()) {
            PortMapping mapping =
                    new PortMapping(
                            key.protocol(),
                            key.externalPort() + (request.acceptsOtherPort() ? portOffset : 0),
                            info.localAddress(),
                            request.effectiveInternalPort(),
                            capabilities.contains(Capability.DESCRIPTION)
                                    ? request.description()
                                    : "",
                            true,
                            capabilities.contains(Capability.PERMANENT_LEASE)
                                    ? request.lease()
                                    : Duration.ofHours(1),
                            "");
            holds(mapping);
            parts.add(new MappingResult.Part(mapping, notes));
        }
        fail(lostAnswers.get(call));
        return new MappingResult(parts);
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        called("unmap " + text(key));
        if (held.remove(key) == null) {
            throw notFound(key.protocol());
        }
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        called("unmapRange " + protocol + " " + firstPort + " " + lastPort);
        List<PortMapping> closed =
                all().stream()
                        .filter(each -> each.protocol() == protocol)
                        .filter(each -> each.externalPort() >= firstPort)
                        .filter(each -> each.externalPort() <= lastPort)
                        .filter(each -> each.internalClient().equals(info.localAddress()))
                        .toList();
        if (closed.isEmpty()) {
            throw notFound(protocol);
        }
        closed.forEach(each -> held.remove(each.key()));
        return closed;
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        called("mappings");
        return all();
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        called("find " + text(key));
        return Optional.ofNullable(held.get(key));
    }

    @Override
    public void renew(PortMapping mapping, Duration lease)
            throws GatewayException, InterruptedException {
        called("renew " + text(mapping.key()));
        holds(mapping);
    }

    @Override
    public Gateway paced(Pace pace) {
        return new PacedGateway(this, pace);
    }

    private void called(String call) throws GatewayException, InterruptedException {
        calls.add(call);
        if (silent) {
            hanging.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } finally {
                hanging.decrementAndGet();
            }
        }
        fail(failures.get(call));
    }

    private static void fail(@Nullable Exception failure)
            throws GatewayException, InterruptedException {
        if (failure instanceof GatewayException e) {
            throw e;
        } else if (failure instanceof InterruptedException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    private static GatewayException notFound(Protocol protocol) {
        return new GatewayException(Reason.NOT_FOUND, "There is no " + protocol + " mapping.");
    }

    private static String text(PortKey key) {
        return key.protocol() + " " + key.externalPort();
    }
}
