// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a router holds for a kept port.
 *
 * @param mappings as they were last looked at, one for each protocol; some may be lost
 * @param term how long, the one that ends first
 * @param since when it was opened
 */
record Hold(List<PortMapping> mappings, Term term, Instant since) {
    Hold {
        mappings = List.copyOf(mappings);
    }

    /** The lease that ends first; zero where none ends. */
    static Duration lease(Collection<PortMapping> mappings) {
        return mappings.stream()
                .map(PortMapping::lease)
                .filter(each -> !each.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    Hold with(Term other) {
        return new Hold(mappings, other, since);
    }

    Hold with(List<PortMapping> left) {
        return new Hold(left, term, since);
    }

    Optional<PortMapping> of(Protocol protocol) {
        return mappings.stream().filter(each -> each.protocol() == protocol).findFirst();
    }

    boolean holds(PortKey key) {
        return mappings.stream().anyMatch(each -> each.key().equals(key));
    }

    /** Whether a router's entry forwards to where it should; some do not tell the client. */
    boolean leadsTo(PortMapping found) {
        PortMapping mine = mappings.get(0);
        return found.internalPort() == mine.internalPort()
                && (found.internalClient().equals(mine.internalClient())
                        || found.internalClient().isAnyLocalAddress());
    }
}
