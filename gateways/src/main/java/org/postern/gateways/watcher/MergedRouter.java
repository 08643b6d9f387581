// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.gateways.merged.MergedGateway;
import org.postern.gateways.merged.ProtocolGateway;
import org.postern.gateways.merged.ProtocolGateways;
import org.postern.gateways.merged.RouterAddress;
import org.postern.gateways.reachability.LocalHost;
import org.postern.gateways.reachability.OpenPortNotes;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A router that is present, and what each protocol reports about it. Used by the watch's thread. */
final class MergedRouter {
    /** What one protocol says. */
    record Part(Gateway gateway, int rank, GatewayState state) {}

    private final RouterAddress address;
    private final MergedGateway gateway;

    /** By protocol, in the order in which they came. */
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Also those that reach it no longer. */
    private final Set<String> known = new HashSet<>();

    private long revision;

    /** Read by those who open ports, from any thread. */
    private volatile Optional<InetAddress> externalAddress = Optional.empty();

    MergedRouter(String protocol, Part first, LocalHost host) {
        this.address = RouterAddress.of(first.gateway());
        this.gateway =
                new MergedGateway(
                        new ProtocolGateways(
                                new ProtocolGateway(protocol, first.rank(), first.gateway())),
                        new OpenPortNotes(host).withGateway(() -> externalAddress));
        this.revision = first.state().revision();
        parts.put(protocol, first);
        known.add(protocol);
        externalAddress = first.state().externalAddress();
    }

    MergedGateway gateway() {
        return gateway;
    }

    RouterAddress address() {
        return address;
    }

    boolean has(String protocol) {
        return parts.containsKey(protocol);
    }

    boolean has(String protocol, Gateway part) {
        Part known = parts.get(protocol);
        return known != null && known.gateway() == part;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** In the order in which they came. */
    Map<String, Part> parts() {
        return new LinkedHashMap<>(parts);
    }

    /** One that reached it before and comes back may have been away while it restarted. */
    void join(String protocol, Part part) {
        parts.put(protocol, part);
        externalAddress = toldAddress();
        if (!known.add(protocol)) {
            revision++;
            gateway.doubtMappings();
        }
        gateway.protocols().join(new ProtocolGateway(protocol, part.rank(), part.gateway()));
    }

    /** What a protocol says has changed; whatever makes its revision grow makes this one grow. */
    void change(String protocol, Part part) {
        Part before = parts.put(protocol, part);
        externalAddress = toldAddress();
        if (before == null) {
            return;
        }
        long counted = Math.max(before.state().revision(), countedElsewhere(protocol, part));
        if (part.state().revision() > counted) {
            revision += part.state().revision() - counted;
            gateway.doubtMappings();
        }
    }

    /** PCP and NAT-PMP of one server, which have the same id, both tell of each of its restarts. */
    private long countedElsewhere(String protocol, Part part) {
        String id = part.gateway().info().id();
        return parts.entrySet().stream()
                .filter(each -> !each.getKey().equals(protocol))
                .map(Map.Entry::getValue)
                .filter(each -> each.gateway().info().id().equals(id))
                .mapToLong(each -> each.state().revision())
                .max()
                .orElse(0);
    }

    /** The gateway keeps the last protocol: who still holds it gets that one's sentences. */
    void leave(String protocol) {
        parts.remove(protocol);
        externalAddress = toldAddress();
        gateway.protocols().leave(protocol);
    }

    GatewayState state() {
        return new GatewayState(externalAddress, revision);
    }

    /** That of the first protocol that tells one. */
    private Optional<InetAddress> toldAddress() {
        return parts.values().stream()
                .map(each -> each.state().externalAddress())
                .flatMap(Optional::stream)
                .findFirst();
    }
}
