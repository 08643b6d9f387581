// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Makes rates of the counts of one direction. A count may stop, or be brought up to date by the
 * gateway now and then only: a count that has not changed makes no point, until it changes or {@link
 * #STILL} has passed, so that no rate is the mean of too short a time. Not for several threads at
 * once.
 */
final class TrafficMeter {
    /** Gateways bring their counters up to date every five to ten seconds, some of them. */
    static final Duration STILL = Duration.ofSeconds(12);

    /** With a longer pause between two looks, a fast link wraps a counter more than once. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /** What is shown. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final double NANOS = 1e9;

    private record Sample(Instant at, long count) {}

    private final Deque<TrafficPoint> points = new ArrayDeque<>();

    /** At the latest point; null where the next value can make none. */
    private @Nullable Sample start;

    private Instant looked = Instant.MIN;

    /** When the count changed last. */
    private Instant moved = Instant.MIN;

    /**
     * Takes what the gateway answered.
     *
     * @param at when; values of an earlier moment than the last are ignored
     * @param counted 0 or more, smaller than before after a restart alone; empty where the gateway
     *     does not count
     */
    void add(Instant at, OptionalLong counted) {
        if (!at.isAfter(looked)) {
            return;
        }
        boolean paused = start != null && at.isAfter(looked.plus(LONGEST_PAUSE));
        looked = at;
        if (counted.isEmpty()) {
            gap(at, null);
        } else {
            count(at, counted.getAsLong(), paused);
        }
        points.removeIf(each -> each.at().isBefore(at.minus(WINDOW)));
    }

    private void count(Instant at, long count, boolean paused) {
        Sample from = start;
        if (from == null || paused || count < from.count()) {
            moved = at;
            gap(at, new Sample(at, count));
            return;
        }
        if (count > from.count()) {
            moved = at;
        } else if (at.isBefore(moved.plus(STILL))) {
            return;
        }
        double seconds = Duration.between(from.at(), at).toNanos() / NANOS;
        points.add(new TrafficPoint(at, OptionalDouble.of((count - from.count()) / seconds)));
        start = new Sample(at, count);
    }

    private void gap(Instant at, @Nullable Sample next) {
        if (start != null || next != null) {
            points.add(new TrafficPoint(at, OptionalDouble.empty()));
        }
        start = next;
    }

    /** The points of the last minutes, oldest first. */
    List<TrafficPoint> points() {
        return List.copyOf(points);
    }
}
