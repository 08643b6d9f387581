// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.tin;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
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

/** Opens ports for an hour at most, and closes them: it cannot do anything else. */
final class TinGateway implements Gateway {
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    @Override
    public GatewayInfo info() {
        return new GatewayInfo(
                "tin:" + TinRouter.ADDRESS.getHostAddress(),
                List.of(TinProtocol.NAME),
                "Tin",
                "",
                "",
                TinRouter.ADDRESS,
                TinRouter.ADDRESS,
                Map.of());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public InetAddress externalAddress() {
        return TinRouter.EXTERNAL_ADDRESS;
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException {
        request.check();
        if (request.keys().size() > 1) {
            throw new IllegalArgumentException("Asked for two transport protocols at a time.");
        }
        PortKey key = request.keys().get(0);
        PortMapping mapping =
                new PortMapping(
                        key.protocol(),
                        key.externalPort(),
                        TinRouter.ADDRESS,
                        request.effectiveInternalPort(),
                        "",
                        true,
                        granted(request.lease()),
                        "");
        TinRouter.put(mapping);
        return MappingResult.of(mapping, List.of());
    }

    @Override
    public void unmap(PortKey key) throws GatewayException {
        if (!TinRouter.remove(key)) {
            throw new GatewayException(Reason.NOT_FOUND, "The tin router has no " + key + ".");
        }
    }

    @Override
    public Duration renew(PortMapping held, Duration lease) {
        TinRouter.put(
                new PortMapping(
                        held.protocol(),
                        held.externalPort(),
                        TinRouter.ADDRESS,
                        held.internalPort(),
                        "",
                        true,
                        granted(lease),
                        ""));
        return granted(lease);
    }

    /** The router is in this process: there are no requests to be spread. */
    @Override
    public Gateway paced(Pace pace) {
        return this;
    }

    private static Duration granted(Duration asked) {
        return asked.isZero() || asked.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : asked;
    }
}
