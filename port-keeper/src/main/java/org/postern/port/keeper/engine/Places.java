// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which external port of one router belongs to which kept port, and which are just being closed:
 * those are taken in hand only when that is done. Used by the keeper's thread.
 */
final class Places {
    private final TreeMap<PortKey, KeptMapping> owners = new TreeMap<>();
    private final Map<PortKey, Deque<Runnable>> locked = new HashMap<>();

    /** By protocol and port. */
    NavigableMap<PortKey, KeptMapping> owners() {
        return owners;
    }

    boolean isFree(PortKey key) {
        return !owners.containsKey(key) && !locked.containsKey(key);
    }

    /**
     * Takes a place that is not locked.
     *
     * @return who has it already; empty when it is this one's now
     */
    Optional<KeptMapping> take(PortKey key, KeptMapping mapping) {
        KeptMapping owner = owners.putIfAbsent(key, mapping);
        return Optional.ofNullable(owner).filter(each -> each != mapping);
    }

    boolean isOwner(PortKey key, KeptMapping mapping) {
        return owners.get(key) == mapping;
    }

    void give(PortKey key, KeptMapping mapping) {
        owners.remove(key, mapping);
    }

    void lock(PortKey key) {
        locked.put(key, new ArrayDeque<>());
    }

    void unlock(PortKey key) {
        Deque<Runnable> waiting = locked.remove(key);
        if (waiting != null) {
            List<Runnable> all = new ArrayList<>(waiting);
            all.forEach(Runnable::run);
        }
    }

    /** Whether the place is locked; if so, the task runs when it no longer is. */
    boolean waits(PortKey key, Runnable task) {
        Deque<Runnable> waiting = locked.get(key);
        return waiting != null && waiting.add(task);
    }
}
