// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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

    /** By port and protocol; a kept port with two protocols is there twice. */
    NavigableMap<PortKey, KeptMapping> owners() {
        return owners;
    }

    boolean isFree(PortKey key) {
        return !owners.containsKey(key) && !locked.containsKey(key);
    }

    /**
     * Takes places that are not locked, all or none.
     *
     * @return who has one already; empty when they are this one's now
     */
    Optional<KeptMapping> take(Collection<PortKey> keys, KeptMapping mapping) {
        Optional<KeptMapping> other =
                keys.stream()
                        .flatMap(each -> Optional.ofNullable(owners.get(each)).stream())
                        .filter(each -> each != mapping)
                        .findFirst();
        if (other.isEmpty()) {
            keys.forEach(each -> owners.put(each, mapping));
        }
        return other;
    }

    boolean isOwner(PortKey key, KeptMapping mapping) {
        return owners.get(key) == mapping;
    }

    void give(Collection<PortKey> keys, KeptMapping mapping) {
        keys.forEach(each -> owners.remove(each, mapping));
    }

    void lock(PortKey key) {
        locked.computeIfAbsent(key, each -> new ArrayDeque<>());
    }

    void unlock(PortKey key) {
        Deque<Runnable> waiting = locked.remove(key);
        if (waiting != null) {
            List<Runnable> all = new ArrayList<>(waiting);
            all.forEach(Runnable::run);
        }
    }

    /** Whether one of the places is locked; if so, the task runs when that no longer is. */
    boolean waits(Collection<PortKey> keys, Runnable task) {
        Optional<Deque<Runnable>> waiting =
                keys.stream()
                        .flatMap(each -> Optional.ofNullable(locked.get(each)).stream())
                        .findFirst();
        waiting.ifPresent(each -> each.add(task));
        return waiting.isPresent();
    }
}
