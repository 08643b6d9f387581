// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortPhase;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ports that a keeper keeps at one moment, by requested port: it keeps each port only once.
 */
final class KeptIndex {
    private final Map<PortKey, KeptPort> ports = new HashMap<>();

    private KeptIndex() {}

    static KeptIndex of(PortKeeper keeper) {
        KeptIndex index = new KeptIndex();
        keeper.ports().stream()
                .filter(port -> port.status().phase() != PortPhase.RELEASED)
                .forEach(port -> index.ports.put(PortKey.of(port.request()), port));
        return index;
    }

    /** The kept port, whatever its terms and whoever requested it. */
    Optional<KeptPort> at(MappingRequest request) {
        return Optional.ofNullable(ports.get(PortKey.of(request)));
    }

    /** The port kept on the requested terms, not one that the request is to replace. */
    Optional<KeptPort> matching(MappingRequest request) {
        return at(request).filter(port -> sameTerms(port.request(), request));
    }

    List<KeptPort> matching(List<MappingRequest> requests) {
        return requests.stream().map(this::matching).flatMap(Optional::stream).toList();
    }

    private static boolean sameTerms(MappingRequest one, MappingRequest other) {
        return one.effectiveInternalPort() == other.effectiveInternalPort()
                && one.description().equals(other.description())
                && one.lease().equals(other.lease())
                && one.anyPort() == other.anyPort();
    }

    private record PortKey(Protocol protocol, int externalPort) {
        static PortKey of(MappingRequest request) {
            return new PortKey(request.protocol(), request.externalPort());
        }
    }
}
