// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where gateways were seen. Bounded: those that never were valid are forgotten first, then the one
 * that was seen longest ago.
 */
final class Memory {
    private static final int MAX = 16;

    /**
     * A router that was seen.
     *
     * @param origin where
     * @param udns of all its devices
     * @param senders the addresses it was heard from
     * @param proven whether it was a gateway; otherwise it may become one
     */
    record Trace(Origin origin, Set<String> udns, Set<InetAddress> senders, boolean proven) {
        URI url() {
            return origin.location();
        }

        /** Whether a device is likely the same router, maybe at another place. */
        boolean fits(GatewayReading reading) {
            return url().equals(reading.origin().location())
                    || origin.peer().address().equals(reading.origin().peer().address())
                            && !Collections.disjoint(udns, reading.udns());
        }
    }

    private final Map<URI, Trace> traces = new LinkedHashMap<>();
    private final Set<URI> lost = new HashSet<>();

    void remember(Trace trace) {
        traces.remove(trace.url());
        traces.put(trace.url(), trace);
        if (traces.size() > MAX) {
            URI forgotten =
                    traces.values().stream()
                            .filter(each -> !each.proven())
                            .findFirst()
                            .orElseGet(() -> traces.values().iterator().next())
                            .url();
            traces.remove(forgotten);
            lost.remove(forgotten);
        }
    }

    /** One is gone, and expected back. */
    void lose(Trace trace) {
        remember(trace);
        lost.add(trace.url());
    }

    /** Something is there: what it may have been is not missed any more. */
    void found(GatewayReading reading) {
        traces.values().stream()
                .filter(each -> each.fits(reading))
                .forEach(each -> lost.remove(each.url()));
    }

    /** None is expected back. */
    void giveUp() {
        lost.clear();
    }

    boolean missesAny() {
        return !lost.isEmpty();
    }

    /** Whether it is, or was at another place, a gateway. */
    boolean knows(GatewayReading reading) {
        return traces.values().stream().anyMatch(each -> each.proven() && each.fits(reading));
    }

    List<Trace> traces() {
        return List.copyOf(traces.values());
    }
}
