// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortPhase;
import org.postern.shell.commands.output.DisplayNames;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The ports that a keeper keeps at one moment, by requested port: it keeps each port only once.
 */
final class KeptIndex {
    private final Map<PortKey, KeptPort> ports = new HashMap<>();

    private KeptIndex() {}

    static KeptIndex of(PortKeeper keeper) {
        KeptIndex index = new KeptIndex();
        for (KeptPort port : keeper.ports()) {
            if (port.status().phase() != PortPhase.RELEASED) {
                port.request().keys().forEach(key -> index.ports.put(key, port));
            }
        }
        return index;
    }

    /** The kept ports, whatever their terms and whoever requested them. */
    List<KeptPort> at(MappingRequest request) {
        return request.keys().stream().map(ports::get).filter(Objects::nonNull).distinct().toList();
    }

    /** A port at another number that is kept over IPv6 at the same port of this machine. */
    Optional<KeptPort> inTheWay(KeepRequest request) {
        List<KeptPort> replaced = at(request.mapping());
        return ports.values().stream()
                .filter(each -> !replaced.contains(each))
                .filter(each -> isSamePinhole(each.terms(), request))
                .findFirst();
    }

    private static boolean isSamePinhole(KeepRequest one, KeepRequest other) {
        return one.pinhole().isPresent()
                && other.pinhole().isPresent()
                && one.pinhole().get().port() == other.pinhole().get().port()
                && !Collections.disjoint(one.mapping().protocols(), other.mapping().protocols());
    }

    /** The port kept on the requested terms, not one that the request is to replace. */
    Optional<KeptPort> matching(KeepRequest request) {
        return at(request.mapping()).stream()
                .filter(port -> sameTerms(port.terms(), request))
                .findFirst();
    }

    /** One sentence where requests change the terms of ports that are kept. */
    List<String> replaced(List<KeepRequest> requests) {
        List<MappingRequest> changed =
                requests.stream()
                        .filter(each -> matching(each).isEmpty())
                        .flatMap(each -> at(each.mapping()).stream())
                        .distinct()
                        .map(KeptPort::request)
                        .toList();
        return changed.isEmpty()
                ? List.of()
                : List.of(
                        DisplayNames.of(changed)
                                + (changed.size() > 1 ? " were" : " was")
                                + " kept already: what is asked for now replaces the former"
                                + " terms.");
    }

    List<KeptPort> matching(List<KeepRequest> requests) {
        return requests.stream().map(this::matching).flatMap(Optional::stream).toList();
    }

    private static boolean sameTerms(KeepRequest one, KeepRequest other) {
        return one.families().equals(other.families())
                && one.ipv6Address().equals(other.ipv6Address())
                && sameTerms(one.mapping(), other.mapping());
    }

    private static boolean sameTerms(MappingRequest one, MappingRequest other) {
        return one.keys().equals(other.keys())
                && one.effectiveInternalPort() == other.effectiveInternalPort()
                && one.description().equals(other.description())
                && one.lease().equals(other.lease())
                && one.acceptsOtherPort() == other.acceptsOtherPort();
    }
}
