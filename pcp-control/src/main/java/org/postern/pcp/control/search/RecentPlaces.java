// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import org.postern.api.finder.GatewayQuery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where was looked last, for a search over both protocols: the second one need not ask the system
 * for routes and interfaces again, while the first waits to be sent. For the loop's thread alone.
 */
public final class RecentPlaces {
    /** Less than {@link PcpSearch} waits until it looks again, and more than a look takes. */
    private static final Duration FRESH = Duration.ofMillis(20);

    private record Look(GatewayQuery query, List<PcpPlace> places, long nanos) {}

    private Optional<Look> last = Optional.empty();

    /** Without a look yet. */
    public RecentPlaces() {}

    /** Those of now, or of a search for the same that has just begun. */
    List<PcpPlace> of(ServerPlaces asked, long now) {
        if (last.filter(each -> isFresh(each, asked, now)).isEmpty()) {
            last = Optional.of(new Look(asked.query(), asked.all(), now));
        }
        return last.orElseThrow().places();
    }

    private static boolean isFresh(Look look, ServerPlaces asked, long now) {
        return now - look.nanos() < FRESH.toNanos() && look.query().equals(asked.query());
    }
}
