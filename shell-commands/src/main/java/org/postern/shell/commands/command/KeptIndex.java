// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortPhase;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a keeper keeps at one moment, by what was asked: a keeper keeps each place once. */
final class KeptIndex {
    private final Map<Place, KeptPort> ports = new HashMap<>();

    private KeptIndex() {}

    static KeptIndex of(PortKeeper keeper) {
        KeptIndex index = new KeptIndex();
        keeper.ports().stream()
                .filter(port -> port.status().phase() != PortPhase.RELEASED)
                .forEach(port -> index.ports.put(Place.of(port.request()), port));
        return index;
    }

    /** What is kept at the place that is asked for, by whomever and in whatever words. */
    Optional<KeptPort> at(MappingRequest request) {
        return Optional.ofNullable(ports.get(Place.of(request)));
    }

    /** What is kept in the words that are asked for; not what they are to replace. */
    Optional<KeptPort> as(MappingRequest request) {
        return at(request).filter(port -> sameWords(port.request(), request));
    }

    List<KeptPort> as(List<MappingRequest> requests) {
        return requests.stream().map(this::as).flatMap(Optional::stream).toList();
    }

    private static boolean sameWords(MappingRequest one, MappingRequest other) {
        return one.effectiveInternalPort() == other.effectiveInternalPort()
                && one.description().equals(other.description())
                && one.lease().equals(other.lease())
                && one.anyPort() == other.anyPort();
    }

    private record Place(Protocol protocol, int externalPort) {
        static Place of(MappingRequest request) {
            return new Place(request.protocol(), request.externalPort());
        }
    }
}
