// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;

import java.time.Duration;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What a router holds, the latest last. Mappings vanish with their leases, and show what is left of
 * them. Views of it are copies. For any threads.
 */
public final class MappingTable extends AbstractMap<PortKey, PortMapping> {
    private static final long SECOND = 1_000_000_000;

    private final LongSupplier nanos;
    private final Map<PortKey, Entry> entries = new LinkedHashMap<>();
    private int lapses;

    private record Entry(PortMapping mapping, long end) {}

    MappingTable(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized @Nullable PortMapping put(PortKey key, PortMapping mapping) {
        PortMapping old = remove(key);
        long end =
                mapping.lease().isZero()
                        ? Long.MAX_VALUE
                        : nanos.getAsLong() + mapping.lease().toNanos();
        entries.put(key, new Entry(mapping, end));
        return old;
    }

    @Override
    public synchronized @Nullable PortMapping get(@Nullable Object key) {
        Entry entry = entries.get(key);
        if (entry != null && entry.end() <= nanos.getAsLong()) {
            entries.remove(key);
            lapses++;
            return null;
        }
        return entry == null ? null : shown(entry);
    }

    @Override
    public synchronized boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public synchronized @Nullable PortMapping remove(@Nullable Object key) {
        PortMapping old = get(key);
        entries.remove(key);
        return old;
    }

    @Override
    public synchronized void clear() {
        entries.clear();
    }

    @Override
    public synchronized Set<Map.Entry<PortKey, PortMapping>> entrySet() {
        Set<Map.Entry<PortKey, PortMapping>> all = new LinkedHashSet<>();
        for (PortKey key : List.copyOf(entries.keySet())) {
            PortMapping mapping = get(key);
            if (mapping != null) {
                all.add(Map.entry(key, mapping));
            }
        }
        return all;
    }

    /** Not the view of {@link AbstractMap}, whose size may change while it is read. */
    @Override
    public Set<PortKey> keySet() {
        Set<PortKey> keys = new LinkedHashSet<>();
        entrySet().forEach(each -> keys.add(each.getKey()));
        return keys;
    }

    /** As {@link #keySet()}. */
    @Override
    public Collection<PortMapping> values() {
        return entrySet().stream().map(Map.Entry::getValue).toList();
    }

    /** How many leases have ended. */
    public synchronized int lapses() {
        List.copyOf(entries.keySet()).forEach(this::get);
        return lapses;
    }

    private PortMapping shown(Entry entry) {
        PortMapping mapping = entry.mapping();
        if (mapping.lease().isZero()) {
            return mapping;
        }
        long left = (entry.end() - nanos.getAsLong() + SECOND - 1) / SECOND;
        return with(mapping, mapping.enabled(), Duration.ofSeconds(left));
    }

    /** Disables a mapping, as the owner of a router may on its pages. */
    public synchronized void disable(PortKey key) {
        entries.computeIfPresent(
                key,
                (any, old) ->
                        new Entry(with(old.mapping(), false, old.mapping().lease()), old.end()));
    }

    private static PortMapping with(PortMapping mapping, boolean enabled, Duration lease) {
        return new PortMapping(
                mapping.protocol(),
                mapping.externalPort(),
                mapping.internalClient(),
                mapping.internalPort(),
                mapping.description(),
                enabled,
                lease,
                mapping.remoteHost());
    }
}
