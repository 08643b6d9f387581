// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jspecify.annotations.Nullable;
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
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.api.upnp.UpnpResult;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A gateway that remembers what it was asked, and fails where a test says so. */
public class FakeGateway implements Gateway {
    public final List<String> calls = new ArrayList<>();
    public final List<PortMapping> held = new ArrayList<>();
    public final Map<String, Exception> failures = new LinkedHashMap<>();

    /** Thrown after the call did what it does. */
    public final Map<String, GatewayException> lostAnswers = new LinkedHashMap<>();

    public List<String> notes = List.of();
    public GatewayInfo info = Fakes.info();
    public Optional<LinkProperties> link = Optional.empty();
    public Optional<Traffic> traffic = Optional.empty();
    public @Nullable WanStatus status;
    public int portOffset;

    @Override
    public GatewayInfo info() {
        return info;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        called("externalAddress");
        return Fakes.address("203.0.113.7");
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        called("status");
        if (status == null) {
            throw Fakes.failure(UpnpResult.ACTION_FAILED, "No status.");
        }
        return status;
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
        PortKey key = request.keys().get(0);
        called("map " + key.protocol() + " " + key.externalPort());
        int port = key.externalPort() + (request.acceptsOtherPort() ? portOffset : 0);
        PortMapping mapping =
                new PortMapping(
                        key.protocol(),
                        port,
                        info.localAddress(),
                        request.effectiveInternalPort(),
                        request.description(),
                        true,
                        request.lease(),
                        "");
        held.removeIf(each -> is(each, key.protocol(), port));
        held.add(mapping);
        @Nullable GatewayException lost =
                lostAnswers.get("map " + key.protocol() + " " + key.externalPort());
        if (lost != null) {
            throw lost;
        }
        return MappingResult.of(mapping, notes);
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        called("unmap " + key.protocol() + " " + key.externalPort());
        if (!held.removeIf(each -> each.key().equals(key))) {
            throw Fakes.failure(
                    UpnpResult.PORT_MAPPING_NOT_FOUND,
                    "There is no " + key.protocol() + " mapping.");
        }
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        called("unmapRange " + protocol + " " + firstPort + " " + lastPort);
        List<PortMapping> closed =
                held.stream()
                        .filter(each -> each.protocol() == protocol)
                        .filter(
                                each ->
                                        each.externalPort() >= firstPort
                                                && each.externalPort() <= lastPort)
                        .filter(each -> each.internalClient().equals(info.localAddress()))
                        .toList();
        if (closed.isEmpty()) {
            throw Fakes.failure(
                    UpnpResult.PORT_MAPPING_NOT_FOUND, "There is no " + protocol + " mapping.");
        }
        held.removeAll(closed);
        return closed;
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        called("mappings");
        return List.copyOf(held);
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        called("find " + key.protocol() + " " + key.externalPort());
        return held.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    @Override
    public void renew(PortMapping mapping, Duration lease)
            throws GatewayException, InterruptedException {
        called("renew " + mapping.protocol() + " " + mapping.externalPort());
    }

    @Override
    public Gateway paced(Pace pace) {
        return this;
    }

    private static boolean is(PortMapping mapping, Protocol protocol, int port) {
        return mapping.protocol() == protocol && mapping.externalPort() == port;
    }

    private void called(String call) throws GatewayException, InterruptedException {
        calls.add(call);
        @Nullable Exception failure = failures.get(call);
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
