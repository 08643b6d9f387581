// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.PortKey;
import org.postern.port.keeper.state.Term;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Leases to be renewed now, those that end soonest first. Used by the keeper's thread. */
final class RenewalQueue {
    private final TreeSet<Renewal> renewals = new TreeSet<>();
    private final Map<PortKey, Renewal> byKey = new HashMap<>();

    private record Renewal(long end, long length, PortKey key, Supplier<Call> call)
            implements Comparable<Renewal> {
        @Override
        public int compareTo(Renewal other) {
            int byEnd = Long.compare(end, other.end);
            return byEnd != 0 ? byEnd : key.compareTo(other.key);
        }
    }

    void add(PortKey key, Term term, Supplier<Call> call) {
        Renewal renewal = new Renewal(term.end(), term.length(), key, call);
        if (byKey.putIfAbsent(key, renewal) == null) {
            renewals.add(renewal);
        }
    }

    void drop(PortKey key) {
        Renewal renewal = byKey.remove(key);
        if (renewal != null) {
            renewals.remove(renewal);
        }
    }

    /** One of which less than a quarter is left: it goes before everything else. */
    Optional<Call> nextUrgent(long now) {
        return renewals.isEmpty() || renewals.first().end() - now > renewals.first().length() / 4
                ? Optional.empty()
                : next();
    }

    Optional<Call> next() {
        if (renewals.isEmpty()) {
            return Optional.empty();
        }
        Renewal first = renewals.first();
        drop(first.key());
        return Optional.of(first.call().get());
    }
}
