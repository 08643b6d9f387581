// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.PortReach.State;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of each kept port, and when it is to be looked at: at once where it has been opened or
 * its address has changed, and again and again. Moments are nanoseconds of any clock. Not safe for
 * several threads.
 */
final class ReachPlan {
    /** While nothing is wrong. */
    static final Duration PERIOD = Duration.ofMinutes(10);

    /** So that an end of the trouble is noticed. */
    static final Duration RETRY = Duration.ofMinutes(2);

    private final Map<ReachPlace, Entry> entries = new LinkedHashMap<>();

    /**
     * One kept port.
     *
     * @param target where it is open; empty while it is not
     * @param found since it has been open there
     * @param lastReached also before that
     * @param dueNanos when it is to be looked at
     */
    private record Entry(
            Optional<ReachTarget> target,
            Optional<PortReach> found,
            Optional<Instant> lastReached,
            long dueNanos) {}

    /** Takes over what is kept now. */
    void update(Map<ReachPlace, Optional<ReachTarget>> kept, long now) {
        entries.keySet().retainAll(kept.keySet());
        kept.forEach((place, target) -> entries.merge(place, entry(target, now), ReachPlan::later));
    }

    private static Entry entry(Optional<ReachTarget> target, long now) {
        return new Entry(target, Optional.empty(), Optional.empty(), now);
    }

    private static Entry later(Entry before, Entry now) {
        return before.target().equals(now.target())
                ? before
                : new Entry(now.target(), Optional.empty(), before.lastReached(), now.dueNanos());
    }

    /** The check that has waited longest; empty where none is due. */
    Optional<ReachCheck> due(long now) {
        return entries.entrySet().stream()
                .filter(each -> each.getValue().target().isPresent())
                .filter(each -> now - each.getValue().dueNanos() >= 0)
                .max(Comparator.comparingLong(each -> now - each.getValue().dueNanos()))
                .map(each -> check(each.getKey(), each.getValue()));
    }

    private static ReachCheck check(ReachPlace place, Entry entry) {
        return new ReachCheck(place, entry.target().orElseThrow(), entry.lastReached());
    }

    /** Takes over what a check has found. Returns whether that is news. */
    boolean found(ReachCheck check, PortReach reach, long now) {
        Optional<State> before =
                Optional.ofNullable(entries.get(check.place()))
                        .flatMap(Entry::found)
                        .map(PortReach::state);
        Duration pause =
                reach.state() == State.REACHED || reach.state() == State.NOT_CONFIRMED
                        ? PERIOD
                        : RETRY;
        entries.put(
                check.place(),
                new Entry(
                        Optional.of(check.target()),
                        Optional.of(reach),
                        reach.lastReached(),
                        now + pause.toNanos()));
        return !before.equals(Optional.of(reach.state()));
    }

    /** How many nanoseconds there are to the next check, 0 or more; empty where none is planned. */
    OptionalLong pauseNanos(long now) {
        return entries.values().stream()
                .filter(each -> each.target().isPresent())
                .mapToLong(each -> Math.max(0, each.dueNanos() - now))
                .min();
    }

    /** What was found of the ports that are open. */
    List<PortReach> found() {
        return entries.values().stream().map(Entry::found).flatMap(Optional::stream).toList();
    }
}
