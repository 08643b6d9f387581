// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Leases to be renewed now, those that end soonest first. Used by the keeper's thread. */
final class Renewals {
    private final TreeSet<Ticket> tickets = new TreeSet<>();
    private final Map<KeptMapping, Ticket> byMapping = new HashMap<>();

    private record Ticket(long end, long length, PortKey key, KeptMapping mapping)
            implements Comparable<Ticket> {
        @Override
        public int compareTo(Ticket other) {
            int byEnd = Long.compare(end, other.end);
            return byEnd != 0 ? byEnd : key.compareTo(other.key);
        }
    }

    void add(KeptMapping mapping, Term term) {
        Ticket ticket = new Ticket(term.end(), term.length(), mapping.key(), mapping);
        if (byMapping.putIfAbsent(mapping, ticket) == null) {
            tickets.add(ticket);
        }
    }

    void drop(KeptMapping mapping) {
        Ticket ticket = byMapping.remove(mapping);
        if (ticket != null) {
            tickets.remove(ticket);
        }
    }

    /** One of which less than a quarter is left: it goes before everything else. */
    Optional<KeptMapping> nextUrgent(long now) {
        return tickets.isEmpty() || tickets.first().end() - now > tickets.first().length() / 4
                ? Optional.empty()
                : next();
    }

    Optional<KeptMapping> next() {
        if (tickets.isEmpty()) {
            return Optional.empty();
        }
        KeptMapping mapping = tickets.first().mapping();
        drop(mapping);
        return Optional.of(mapping);
    }
}
