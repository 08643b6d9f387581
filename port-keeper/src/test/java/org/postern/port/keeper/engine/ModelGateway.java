// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pace;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.gateway.WanStatus;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** A model router as a client sees it, with as many requests as the real one would send. */
final class ModelGateway implements Gateway {
    private final ModelRouter router;
    private final GatewayInfo info;
    private final InetAddress client;
    private final Optional<Pace> pace;

    ModelGateway(ModelRouter router, String udn, InetAddress client) {
        this(
                router,
                new GatewayInfo(
                        "http://" + router.address.getHostAddress() + "/root.xml",
                        "upnp",
                        "router " + router.address.getHostAddress(),
                        "",
                        "",
                        udn,
                        router.address,
                        client,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                client,
                Optional.empty());
    }

    private ModelGateway(
            ModelRouter router, GatewayInfo info, InetAddress client, Optional<Pace> pace) {
        this.router = router;
        this.info = info;
        this.client = client;
        this.pace = pace;
    }

    @Override
    public GatewayInfo info() {
        return info;
    }

    @Override
    public Gateway paced(Pace other) {
        return new ModelGateway(router, info, client, Optional.of(other));
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException {
        PortKey key = PortKey.of(request);
        router.begin("map " + key + (pace.isEmpty() ? " unpaced" : ""));
        try {
            router.request(pace);
            if (router.refused.test(request)) {
                throw new GatewayException(router.refusal, 606, "The router refuses " + key + ".");
            }
            try {
                router.add(
                        key,
                        client,
                        request.effectiveInternalPort(),
                        request.description(),
                        request.lease());
            } catch (GatewayException e) {
                router.request(pace);
                if (!request.anyPort()) {
                    throw e;
                }
                key = new PortKey(key.protocol(), key.port() + 1);
                router.request(pace);
                router.add(
                        key,
                        client,
                        request.effectiveInternalPort(),
                        request.description(),
                        request.lease());
            }
            router.request(pace);
            PortKey held = key;
            return new MappingResult(
                    router.at(held).map(each -> router.mapping(held, each)).orElseThrow(),
                    List.of());
        } finally {
            router.end();
        }
    }

    @Override
    public void renew(PortMapping held, Duration lease) throws GatewayException {
        PortKey key = new PortKey(held.protocol(), held.externalPort());
        router.begin("renew " + key + " " + lease.toSeconds());
        try {
            router.request(pace);
            if (router.renewalRefusal != UpnpResult.SUCCESS) {
                throw new GatewayException(router.renewalRefusal, "The router refuses that.");
            }
            router.add(key, client, held.internalPort(), held.description(), lease);
        } finally {
            router.end();
        }
    }

    @Override
    public void unmap(Protocol protocol, int externalPort) throws GatewayException {
        PortKey key = new PortKey(protocol, externalPort);
        router.begin("unmap " + key + (pace.isEmpty() ? " unpaced" : ""));
        try {
            router.request(pace);
            router.remove(key, client);
        } finally {
            router.end();
        }
    }

    @Override
    public List<PortMapping> findAll(Protocol protocol, SortedSet<Integer> ports)
            throws GatewayException {
        router.begin("findAll " + protocol + " " + ports);
        try {
            for (int asked = 0; asked < (router.lists ? 1 : ports.size()); asked++) {
                router.request(pace);
            }
            if (!router.shows) {
                throw new GatewayException(UpnpResult.ACTION_FAILED, "Not for you.");
            }
            List<PortMapping> found = new ArrayList<>();
            for (int port : ports) {
                router.show(new PortKey(protocol, port)).ifPresent(found::add);
            }
            return found;
        } finally {
            router.end();
        }
    }

    @Override
    public Optional<PortMapping> find(Protocol protocol, int externalPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PortMapping> mappings() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InetAddress externalAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WanStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LinkProperties> link() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Traffic> traffic() {
        throw new UnsupportedOperationException();
    }
}
