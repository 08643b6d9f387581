// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.fakes;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One protocol's gateway, which remembers what it was asked, and fails where a test says so. */
public class FakeGateway implements Gateway {
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    public final Map<String, Exception> failures = new HashMap<>();

    /** Thrown after the call did what it does. */
    public final Map<String, Exception> lostAnswers = new HashMap<>();

    public final Set<Capability> capabilities;
    public SortedMap<PortKey, PortMapping> held =
            Collections.synchronizedSortedMap(new TreeMap<>());
    public List<String> notes = List.of();
    public int portOffset;
    public GatewayInfo info;

    /** Whether it fails to describe itself. */
    public volatile boolean broken;

    private final String name;

    private FakeGateway(String name, GatewayInfo info, Set<Capability> capabilities) {
        this.name = name;
        this.info = info;
        this.capabilities = capabilities;
    }

    protected FakeGateway(FakeGateway like) {
        this(like.name, like.info, like.capabilities);
    }

    /** Can do everything, as UPnP does. */
    public static FakeGateway listing(String protocol) {
        return at(protocol, "192.168.1.1", EnumSet.allOf(Capability.class));
    }

    /** Can open ports and close them, and nothing else. */
    public static FakeGateway bare(String protocol) {
        return at(protocol, "192.168.1.1", EnumSet.noneOf(Capability.class));
    }

    public static FakeGateway at(String protocol, String address, Set<Capability> capabilities) {
        return new FakeGateway(
                protocol,
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
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    public static GatewayException failure(Reason reason, String message) {
        return new GatewayException(reason, message);
    }

    public void holds(PortKey key, String client) {
        held.put(
                key,
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

    @Override
    public GatewayInfo info() {
        if (broken) {
            throw new UnsupportedOperationException("No description.");
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
        return address("203.0.113.7");
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        called("status");
        return new WanStatus(true, "Connected", "", Optional.empty(), "");
    }

    @Override
    public Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        called("link");
        return Optional.of(new LinkProperties("DSL", 1, 2, "Up"));
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        called("traffic");
        return Optional.empty();
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        PortKey key = request.keys().get(0);
        called("map " + key.protocol() + " " + key.externalPort());
        int port = key.externalPort() + (request.acceptsOtherPort() ? portOffset : 0);
        PortMapping mapping =
                new PortMapping(
                        key.protocol(),
                        port,
                        info.localAddress(),
                        request.effectiveInternalPort(),
                        capabilities.contains(Capability.DESCRIPTION) ? request.description() : "",
                        true,
                        capabilities.contains(Capability.PERMANENT_LEASE)
                                ? request.lease()
                                : Duration.ofHours(1),
                        "");
        held.put(mapping.key(), mapping);
        thrown(lostAnswers.get("map " + key.protocol() + " " + key.externalPort()));
        return MappingResult.of(mapping, notes);
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        called("unmap " + key.protocol() + " " + key.externalPort());
        if (held.remove(key) == null) {
            throw failure(Reason.NOT_FOUND, name + " has no " + key + ".");
        }
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        called("unmapRange " + protocol + " " + firstPort + " " + lastPort);
        List<PortMapping> closed = List.copyOf(held.values());
        held.clear();
        return closed;
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        called("mappings");
        return List.copyOf(held.values());
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        called("find " + key.protocol() + " " + key.externalPort());
        return Optional.ofNullable(held.get(key));
    }

    @Override
    public void renew(PortMapping mapping, Duration lease)
            throws GatewayException, InterruptedException {
        called("renew " + mapping.protocol() + " " + mapping.externalPort());
    }

    @Override
    public Gateway paced(Pace pace) {
        FakeGateway paced =
                new FakeGateway(this) {
                    @Override
                    public InetAddress externalAddress()
                            throws GatewayException, InterruptedException {
                        pace.next();
                        return FakeGateway.this.externalAddress();
                    }

                    @Override
                    public Gateway paced(Pace other) {
                        Pace both =
                                () -> {
                                    other.next();
                                    return pace.next();
                                };
                        return FakeGateway.this.paced(both);
                    }
                };
        paced.held = held;
        return paced;
    }

    private void called(String call) throws GatewayException, InterruptedException {
        calls.add(call);
        thrown(failures.get(call));
    }

    private static void thrown(Exception failure) throws GatewayException, InterruptedException {
        if (failure instanceof GatewayException e) {
            throw e;
        }
        if (failure instanceof InterruptedException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }
}
