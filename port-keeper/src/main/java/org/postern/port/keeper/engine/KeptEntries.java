// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The kept ports by what they ask for: no port and protocol is kept twice. Thread-safe. */
final class KeptEntries {
    /** One of two protocols is in here twice. */
    private final TreeMap<PortKey, KeptEntry> byKey = new TreeMap<>();

    /** Adds one, unless another one asks for a port of it; returns the other one. */
    synchronized Optional<KeptEntry> add(KeptEntry entry) {
        for (PortKey key : entry.keys()) {
            KeptEntry other = byKey.get(key);
            if (other != null) {
                return Optional.of(other);
            }
        }
        entry.keys().forEach(key -> byKey.put(key, entry));
        return Optional.empty();
    }

    /** Whether it was there. */
    synchronized boolean remove(KeptEntry entry) {
        boolean there = has(entry);
        entry.keys().forEach(key -> byKey.remove(key, entry));
        return there;
    }

    synchronized boolean has(KeptEntry entry) {
        return byKey.get(entry.keys().get(0)) == entry;
    }

    /** By external port and protocol. */
    synchronized List<KeptEntry> all() {
        return List.copyOf(new LinkedHashSet<>(byKey.values()));
    }
}
