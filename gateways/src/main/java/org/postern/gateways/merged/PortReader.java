// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.gateways.protocols.FailureMerger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks mappings up. What one protocol does not see, another one may; what was opened by one that
 * sees none is known until its lease ends, unless the router may have lost it.
 */
final class PortReader {
    private final GatewayCall call;
    private final PortHolders holders;

    PortReader(GatewayCall call, PortHolders holders) {
        this.call = call;
        this.holders = holders;
    }

    Optional<PortMapping> find(PortKey key, List<ProtocolGateway> able)
            throws GatewayException, InterruptedException {
        return findAll(new TreeSet<>(List.of(key)), able, true, new ArrayList<>()).stream()
                .findFirst();
    }

    /** Looks whether a port is free, of which one protocol that can look is not to judge alone. */
    ObservedPort look(PortKey key, List<ProtocolGateway> able)
            throws GatewayException, InterruptedException {
        List<GatewayException> failures = new ArrayList<>();
        Optional<PortMapping> seen =
                findAll(new TreeSet<>(List.of(key)), able, true, failures).stream().findFirst();
        return new ObservedPort(seen, seen.isEmpty() && failures.isEmpty());
    }

    List<PortMapping> findAll(SortedSet<PortKey> keys, List<ProtocolGateway> able)
            throws GatewayException, InterruptedException {
        return findAll(keys, able, false, new ArrayList<>());
    }

    private List<PortMapping> findAll(
            SortedSet<PortKey> keys,
            List<ProtocolGateway> able,
            boolean one,
            List<GatewayException> failures)
            throws GatewayException, InterruptedException {
        SortedMap<PortKey, PortMapping> found = new TreeMap<>();
        SortedSet<PortKey> missing = new TreeSet<>(keys);
        for (int i = 0; i < able.size() && (i == 0 || !missing.isEmpty()); i++) {
            boolean last = i == able.size() - 1;
            try {
                List<PortMapping> seen =
                        call.ask(
                                able.get(i),
                                last ? call.left() : call.half(),
                                gateway ->
                                        one
                                                ? gateway.find(keys.first()).stream().toList()
                                                : gateway.findAll(new TreeSet<>(missing)));
                seen.forEach(each -> found.put(each.key(), each));
                missing.removeAll(found.keySet());
            } catch (GatewayException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty() && failures.size() == able.size()) {
            throw FailureMerger.joined(failures);
        }
        for (PortKey key : missing) {
            if (isHidden(key)) {
                holders.mapping(key).ifPresent(each -> found.put(key, each));
            }
        }
        return List.copyOf(found.values());
    }

    /** Whether the protocol that opened the port cannot show it; others may have other tables. */
    private boolean isHidden(PortKey key) {
        return holders.of(key)
                .flatMap(call::named)
                .filter(each -> !each.has(Capability.FIND))
                .isPresent();
    }
}
