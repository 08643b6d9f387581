// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a table that lags shows. Guarded by the lock of the table. */
final class ShownMappings {
    private record Former(Mapping mapping, Instant until, boolean blocks) {}

    private final TableLag lag;

    /** From when on those that were added are shown. */
    private final Map<Mapping, Instant> shownFrom = new HashMap<>();

    /** Those that are shown though they were deleted, or replaced. */
    private final List<Former> former = new ArrayList<>();

    ShownMappings(TableLag lag) {
        this.lag = lag;
    }

    void added(Mapping mapping, Instant now) {
        shownFrom.put(mapping, now.plus(lag.added()));
    }

    void replaced(Mapping mapping, Instant now) {
        former.add(new Former(mapping, now.plus(lag.added()), false));
    }

    void deleted(List<Mapping> mappings, Instant now) {
        mappings.forEach(each -> former.add(new Former(each, now.plus(lag.deleted()), true)));
    }

    /** Whether a deleted mapping still stands in the way. */
    boolean blocked(Mapping asked, Instant now) {
        forget(now);
        return former.stream()
                .filter(Former::blocks)
                .anyMatch(each -> each.mapping().samePort(asked.transport(), asked.externalPort()));
    }

    List<Mapping> of(List<Mapping> held, Instant now) {
        forget(now);
        shownFrom.keySet().retainAll(held);
        List<Mapping> shown = new ArrayList<>();
        former.forEach(each -> shown.add(each.mapping()));
        held.stream()
                .filter(each -> !shownFrom.getOrDefault(each, now).isAfter(now))
                .forEach(shown::add);
        return List.copyOf(shown);
    }

    private void forget(Instant now) {
        former.removeIf(each -> !each.until().isAfter(now));
    }
}
