// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.PortMapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries in order, each once. Two readings of one entry differ in the time that is left of its
 * lease, so that does not count. Used by one thread.
 */
final class Entries {
    private final Map<PortMapping, PortMapping> byIdentity = new LinkedHashMap<>();

    /** Whether it was not there yet. */
    boolean add(PortMapping entry) {
        return byIdentity.putIfAbsent(identity(entry), entry) == null;
    }

    void addAll(Collection<PortMapping> entries) {
        entries.forEach(this::add);
    }

    void remove(PortMapping entry) {
        byIdentity.remove(identity(entry));
    }

    boolean contains(PortMapping entry) {
        return byIdentity.containsKey(identity(entry));
    }

    int size() {
        return byIdentity.size();
    }

    List<PortMapping> list() {
        return new ArrayList<>(byIdentity.values());
    }

    private static PortMapping identity(PortMapping entry) {
        return new PortMapping(
                entry.protocol(),
                entry.externalPort(),
                entry.internalClient(),
                entry.internalPort(),
                entry.description(),
                entry.enabled(),
                Duration.ZERO,
                entry.remoteHost());
    }
}
