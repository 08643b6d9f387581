// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which protocol opened which port from here, and what it then held, as far as it is remembered.
 * Safe for several threads; guarded by itself.
 */
final class PortHolders {
    /** More than any router maps; what is forgotten is looked for among the protocols. */
    static final int MOST = 16_384;

    /**
     * A port that was opened here, with its mapping as it was opened or renewed; empty when the
     * router may have lost it since.
     */
    private record Holder(String protocol, Optional<PortMapping> mapping, long sinceNanos) {}

    private final LongSupplier nanoTime;

    private final Map<PortKey, Holder> holders =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PortKey, Holder> eldest) {
                    return size() > MOST;
                }
            };

    PortHolders(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void remember(PortMapping mapping, String protocol) {
        holders.put(
                mapping.key(), new Holder(protocol, Optional.of(mapping), nanoTime.getAsLong()));
    }

    synchronized void forget(PortKey key) {
        holders.remove(key);
    }

    /** The router may hold none of them any more; each is still a matter of its protocol. */
    synchronized void doubtAll() {
        holders.replaceAll((key, holder) -> new Holder(holder.protocol(), Optional.empty(), 0));
    }

    synchronized Optional<String> of(PortKey key) {
        Holder holder = holders.get(key);
        return holder == null ? Optional.empty() : Optional.of(holder.protocol());
    }

    /** What is held there as far as it can be known without looking: until its lease ends. */
    synchronized Optional<PortMapping> mapping(PortKey key) {
        Holder holder = holders.get(key);
        return holder == null ? Optional.empty() : now(holder);
    }

    private Optional<PortMapping> now(Holder holder) {
        if (holder.mapping().isEmpty() || holder.mapping().get().lease().isZero()) {
            return holder.mapping();
        }
        PortMapping mapping = holder.mapping().get();
        Duration age = Duration.ofNanos(nanoTime.getAsLong() - holder.sinceNanos());
        return mapping.lease().compareTo(age) > 0
                ? Optional.of(left(mapping, age))
                : Optional.empty();
    }

    private static PortMapping left(PortMapping mapping, Duration age) {
        // Rounded up: a lease of 0 would be a permanent one.
        Duration left = mapping.lease().minus(Duration.ofSeconds(age.toSeconds()));
        return mapping.withLease(left);
    }
}
