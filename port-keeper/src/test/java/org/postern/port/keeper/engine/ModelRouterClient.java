// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpAttributes;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** A model router as a client sees it, with as many requests as the real one would send. */
final class ModelRouterClient implements Gateway {
    private static final int OTHERS = 8;

    private final ModelRouter router;
    private final GatewayInfo info;
    private final InetAddress client;
    private final Optional<Pace> pace;

    ModelRouterClient(ModelRouter router, String udn, InetAddress client) {
        this(
                router,
                new GatewayInfo(
                        "http://" + router.address.getHostAddress() + "/root.xml",
                        List.of(UpnpAttributes.CONTROL_PROTOCOL),
                        "router " + router.address.getHostAddress(),
                        "",
                        "",
                        router.address,
                        client,
                        udn.isEmpty() ? Map.of() : Map.of(UpnpAttributes.UDN, udn)),
                client,
                Optional.empty());
    }

    private ModelRouterClient(
            ModelRouter router, GatewayInfo info, InetAddress client, Optional<Pace> pace) {
        this.router = router;
        this.info = info;
        this.client = client;
        this.pace = pace;
    }

    @Override
    public GatewayInfo info() {
        if (router.unreadable) {
            router.unreadable = false;
            throw new IllegalStateException("A fault of the control protocol.");
        }
        return info;
    }

    @Override
    public Gateway paced(Pace other) {
        return new ModelRouterClient(router, info, client, Optional.of(other));
    }

    @Override
    public Set<Capability> capabilities() {
        return router.capabilities;
    }

    /** All or none, as of any gateway; where any port will do, at the next ones. */
    @Override
    public MappingResult map(MappingRequest request) throws GatewayException {
        if (router.broken) {
            router.broken = false;
            router.unreadable = true;
            throw new IllegalStateException("A fault of the control protocol.");
        }
        router.begin("map " + names(request.keys()) + (pace.isEmpty() ? " unpaced" : ""));
        try {
            router.request(pace);
            if (router.refused.test(request)) {
                throw new GatewayException(
                        router.refusal,
                        ModelRouter.code(606),
                        "The router refuses " + names(request.keys()) + ".");
            }
            int port = request.externalPort();
            for (int left = request.acceptsOtherPort() ? OTHERS : 0; ; left--, port++) {
                try {
                    return mapped(request, port);
                } catch (GatewayException e) {
                    if (router.lostAnswer.filter(lost -> lost == e).isPresent()) {
                        throw e;
                    }
                    router.request(pace);
                    if (left == 0) {
                        throw e;
                    }
                }
            }
        } finally {
            router.end();
        }
    }

    private MappingResult mapped(MappingRequest request, int port) throws GatewayException {
        List<PortKey> keys =
                request.protocols().stream().map(each -> new PortKey(each, port)).toList();
        List<PortKey> fresh = new ArrayList<>();
        List<MappingResult.Part> parts = new ArrayList<>();
        for (PortKey key : keys) {
            boolean wasOpen = router.at(key).isPresent();
            try {
                router.add(
                        key,
                        client,
                        request.effectiveInternalPort(),
                        request.description(),
                        request.lease());
            } catch (GatewayException e) {
                fresh.forEach(router::forget);
                throw e;
            }
            if (!wasOpen) {
                fresh.add(key);
            }
            router.request(pace);
            parts.add(
                    new MappingResult.Part(
                            router.at(key).map(each -> router.mapping(key, each)).orElseThrow(),
                            List.of()));
        }
        if (router.losesAnswer) {
            router.losesAnswer = false;
            router.lostAnswer = Optional.of(new GatewayException(Reason.UNREACHABLE, "No answer."));
            throw router.lostAnswer.get();
        }
        return new MappingResult(parts);
    }

    private static String names(Collection<PortKey> keys) {
        return keys.stream().map(ModelRouter::name).collect(Collectors.joining(" "));
    }

    @Override
    public void renew(PortMapping held, Duration lease) throws GatewayException {
        PortKey key = held.key();
        router.begin("renew " + ModelRouter.name(key) + " " + lease.toSeconds());
        try {
            router.request(pace);
            if (router.renewalRefusal.isPresent()) {
                throw new GatewayException(router.renewalRefusal.get(), "The router refuses that.");
            }
            router.add(key, client, held.internalPort(), held.description(), lease);
        } finally {
            router.end();
        }
    }

    @Override
    public void unmap(PortKey key) throws GatewayException {
        router.begin("unmap " + ModelRouter.name(key) + (pace.isEmpty() ? " unpaced" : ""));
        try {
            router.request(pace);
            router.remove(key, client);
        } finally {
            router.end();
        }
    }

    @Override
    public List<PortMapping> findAll(SortedSet<PortKey> keys) throws GatewayException {
        Map<Protocol, List<Integer>> ports = new EnumMap<>(Protocol.class);
        keys.forEach(
                each ->
                        ports.computeIfAbsent(each.protocol(), protocol -> new ArrayList<>())
                                .add(each.externalPort()));
        router.begin(
                "findAll "
                        + ports.entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(" ")));
        try {
            if (!router.capabilities.contains(Capability.FIND) || router.findsNothing) {
                throw new GatewayException(Reason.UNSUPPORTED, "The router shows nothing.");
            }
            for (int asked = 0; asked < (router.lists ? 1 : keys.size()); asked++) {
                router.request(pace);
            }
            if (!router.shows) {
                throw new GatewayException(Reason.FAILED, "Not for you.");
            }
            List<PortMapping> found = new ArrayList<>();
            keys.forEach(each -> router.show(each).ifPresent(found::add));
            return found;
        } finally {
            router.end();
        }
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException {
        router.begin("mappings");
        try {
            router.request(pace);
            return router.list();
        } finally {
            router.end();
        }
    }

    /** The keeper takes it from the state that the watcher reports. */
    @Override
    public InetAddress externalAddress() throws GatewayException {
        throw new GatewayException(Reason.UNSUPPORTED, "Not asked for.");
    }
}
