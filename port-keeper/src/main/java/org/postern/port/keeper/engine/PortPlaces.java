// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which external port of one router belongs to which kept port, and which ones are being closed:
 * those become free when they are closed. Used by the keeper's thread.
 */
final class PortPlaces {
    private final TreeMap<PortKey, PortSession> owners = new TreeMap<>();
    private final Set<PortKey> closing = new HashSet<>();
    private final Map<PortKey, Set<PortSession>> waiting = new HashMap<>();
    private final Consumer<PortSession> free;

    /**
     * All places are free; {@code free} is called with those that wait for a place that became
     * free.
     */
    PortPlaces(Consumer<PortSession> free) {
        this.free = free;
    }

    /** By port and protocol; a kept port with two protocols is there twice. */
    NavigableMap<PortKey, PortSession> owners() {
        return owners;
    }

    boolean isFree(PortKey key) {
        return !owners.containsKey(key) && !closing.contains(key);
    }

    boolean isClosing(Collection<PortKey> keys) {
        return keys.stream().anyMatch(closing::contains);
    }

    /** Another port that has one of the places. */
    Optional<PortSession> other(Collection<PortKey> keys, PortSession than) {
        return keys.stream()
                .flatMap(each -> Optional.ofNullable(owners.get(each)).stream())
                .filter(each -> each != than)
                .findFirst();
    }

    boolean isOwner(PortKey key, PortSession port) {
        return owners.get(key) == port;
    }

    /** Takes the places that are free. */
    void take(Collection<PortKey> keys, PortSession port) {
        keys.forEach(each -> owners.putIfAbsent(each, port));
    }

    void give(Collection<PortKey> keys, PortSession port) {
        for (PortKey each : keys) {
            if (owners.remove(each, port)) {
                becameFree(each);
            }
        }
    }

    void lock(PortKey key) {
        closing.add(key);
    }

    void unlock(PortKey key) {
        if (closing.remove(key)) {
            becameFree(key);
        }
    }

    /** Reports the port when one of the places becomes free. */
    void await(Collection<PortKey> keys, PortSession port) {
        keys.forEach(each -> waiting.computeIfAbsent(each, any -> new LinkedHashSet<>()).add(port));
    }

    /** The port no longer waits for the places. */
    void forget(Collection<PortKey> keys, PortSession port) {
        for (PortKey each : keys) {
            Set<PortSession> others = waiting.get(each);
            if (others != null && others.remove(port) && others.isEmpty()) {
                waiting.remove(each);
            }
        }
    }

    private void becameFree(PortKey key) {
        Set<PortSession> told = waiting.remove(key);
        if (told != null) {
            told.forEach(free);
        }
    }
}
