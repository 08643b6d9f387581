// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;

/** Counts requests, and the most in any one second, as they come in nearly in order. */
final class RequestRate {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long SORTED_AFTER = Duration.ofMinutes(2).toNanos();

    private final PriorityQueue<Long> unsorted = new PriorityQueue<>();
    private final Deque<Long> window = new ArrayDeque<>();
    private long count;
    private int most;

    void add(long moment, long past) {
        count++;
        unsorted.add(moment);
        sort(past - SORTED_AFTER);
    }

    private void sort(long until) {
        while (!unsorted.isEmpty() && unsorted.peek() <= until) {
            long next = unsorted.remove();
            while (!window.isEmpty() && window.peek() <= next - SECOND) {
                window.remove();
            }
            window.add(next);
            most = Math.max(most, window.size());
        }
    }

    long count() {
        return count;
    }

    /** The most in any second since the last call. */
    int most() {
        sort(Long.MAX_VALUE);
        int result = most;
        most = 0;
        window.clear();
        return result;
    }
}
