// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import org.postern.pcp.control.server.PcpServer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The revision of a router that is reached over IPv4 and over IPv6: it restarts as one, and may tell
 * of it over one family alone. What both tell within a short time is one restart. For the loop's
 * thread alone.
 */
final class RouterRevision {
    private final Duration once;
    private final Map<PcpServer, Long> seen = new HashMap<>();

    /** Those that have told of the loss that was counted last. */
    private final Set<PcpServer> tellers = new HashSet<>();

    private long revision;
    private long countedNanos;

    /** Begins with what a first server has, and nothing is counted yet. */
    RouterRevision(long revision, Duration once) {
        this.revision = revision;
        this.once = once;
    }

    /** The revision with what these servers tell now; never less than before. */
    long of(List<PcpServer> servers, long nanos) {
        for (PcpServer each : servers) {
            long now = each.revision();
            Long before = seen.put(each, now);
            if (before != null && before < now) {
                lost(each, nanos);
            }
        }
        return revision;
    }

    private void lost(PcpServer teller, long nanos) {
        boolean known = !tellers.isEmpty() && nanos - countedNanos < once.toNanos();
        if (known && tellers.add(teller)) {
            return;
        }
        revision++;
        countedNanos = nanos;
        tellers.clear();
        tellers.add(teller);
    }
}
