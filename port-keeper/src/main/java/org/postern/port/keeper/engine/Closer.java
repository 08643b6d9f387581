// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Closes a few ports of one protocol, but not what others have put in the place of ours meanwhile:
 * most routers let one client's mapping be closed by anybody. Used by a worker's thread until it
 * has ended, then by the keeper's.
 */
final class Closer {
    private final Map<PortKey, Optional<LedgerEntry>> ours;
    private final Map<PortKey, Outcome> outcomes = new LinkedHashMap<>();

    /**
     * What became of one port.
     *
     * @param foreign what stands there and is not ours
     * @param refusal why it could not be closed
     */
    record Outcome(Optional<PortMapping> foreign, Optional<GatewayException> refusal) {}

    /**
     * Nothing is closed yet.
     *
     * @param ours at least one, with what the ledger says of it
     */
    Closer(Map<PortKey, Optional<LedgerEntry>> ours) {
        this.ours = new LinkedHashMap<>(ours);
    }

    /** So far. */
    Map<PortKey, Outcome> outcomes() {
        return outcomes;
    }

    /** Ends at once where the router does not answer. */
    void close(Gateway gateway) throws GatewayException, InterruptedException {
        List<PortMapping> found = look(gateway);
        for (PortKey key : ours.keySet()) {
            Optional<PortMapping> foreign =
                    found.stream()
                            .filter(each -> each.externalPort() == key.port())
                            .filter(each -> !isOurs(key, each))
                            .findFirst();
            outcomes.put(
                    key,
                    new Outcome(
                            foreign, foreign.isPresent() ? Optional.empty() : unmap(gateway, key)));
        }
    }

    private boolean isOurs(PortKey key, PortMapping found) {
        return Objects.requireNonNull(ours.get(key))
                .filter(each -> !Book.isAbout(each, found))
                .isEmpty();
    }

    /** Where the router does not show what it holds, it is believed. */
    private List<PortMapping> look(Gateway gateway) throws GatewayException, InterruptedException {
        Protocol protocol = ours.keySet().iterator().next().protocol();
        TreeSet<Integer> ports = new TreeSet<>();
        ours.keySet().forEach(each -> ports.add(each.port()));
        try {
            return gateway.findAll(protocol, ports);
        } catch (GatewayException e) {
            if (Remedy.of(e.result()) == Remedy.AGAIN) {
                throw e;
            }
            return List.of();
        }
    }

    private static Optional<GatewayException> unmap(Gateway gateway, PortKey key)
            throws GatewayException, InterruptedException {
        try {
            gateway.unmap(key.protocol(), key.port());
            return Optional.empty();
        } catch (GatewayException e) {
            if (Remedy.of(e.result()) == Remedy.AGAIN) {
                throw e;
            }
            return Optional.of(e)
                    .filter(each -> each.result() != UpnpResult.PORT_MAPPING_NOT_FOUND);
        }
    }
}
