// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.router.Visibility.Verdict;
import org.postern.port.keeper.state.RetryRule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Closes a few ports, but not mappings of others at the same ports: most routers let
 * any client close any mapping. Used by a worker's thread until it has ended, then by
 * the keeper's.
 */
public final class CloseBatch {
    private final TreeMap<PortKey, LedgerEntry> ours;
    private final boolean canLook;
    private final Instant now;
    private final Map<PortKey, Outcome> outcomes = new LinkedHashMap<>();

    /**
     * What was decided for one port, another client's mapping that is there, and why it could not
     * be closed.
     */
    public record Outcome(
            Verdict verdict, Optional<PortMapping> foreign, Optional<GatewayException> refusal) {}

    /**
     * Closes nothing yet. There is at least one port, with what the ledger says of it;
     * {@code canLook} tells whether the router shows what it holds.
     */
    public CloseBatch(Map<PortKey, LedgerEntry> ours, boolean canLook, Instant now) {
        this.ours = new TreeMap<>(ours);
        this.canLook = canLook;
        this.now = now;
    }

    /** The results of the ports that were processed. */
    public Map<PortKey, Outcome> outcomes() {
        return outcomes;
    }

    /** Ends at once if the router does not answer. */
    public void close(Gateway gateway) throws GatewayException, InterruptedException {
        for (PortKey each : look(gateway)) {
            outcomes.put(each, unmap(gateway, each));
        }
    }

    /**
     * Looks all of them up. Returns those that are to be closed; the others have their results then.
     * Fails if the router does not answer.
     */
    public List<PortKey> look(Gateway gateway) throws GatewayException, InterruptedException {
        List<PortKey> closing = new ArrayList<>();
        Map<PortKey, PortMapping> found = new HashMap<>();
        Visibility.shown(gateway, ours.navigableKeySet(), canLook)
                .orElse(List.of())
                .forEach(each -> found.putIfAbsent(each.key(), each));
        for (Map.Entry<PortKey, LedgerEntry> each : ours.entrySet()) {
            PortKey key = each.getKey();
            Optional<PortMapping> there = Optional.ofNullable(found.get(key));
            Verdict verdict = Visibility.verdict(each.getValue(), there, now);
            if (verdict == Verdict.CLOSE) {
                closing.add(key);
            } else {
                outcomes.put(
                        key,
                        new Outcome(
                                verdict,
                                there.filter(mapping -> verdict == Verdict.LEAVE),
                                Optional.empty()));
            }
        }
        return closing;
    }

    /** Closes one that was looked up. Fails if the router does not answer. */
    public static Outcome unmap(Gateway gateway, PortKey key)
            throws GatewayException, InterruptedException {
        try {
            gateway.unmap(key);
            return new Outcome(Verdict.CLOSE, Optional.empty(), Optional.empty());
        } catch (GatewayException e) {
            if (RetryRule.of(e) == RetryRule.SOON) {
                throw e;
            }
            return RetryRule.countsAsClosed(e)
                    ? new Outcome(Verdict.FORGET, Optional.empty(), Optional.empty())
                    : new Outcome(Verdict.CLOSE, Optional.empty(), Optional.of(e));
        }
    }
}
