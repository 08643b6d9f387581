// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import java.time.Duration;
import java.util.TreeSet;

/**
 * Scheduled tasks, with one timer for the earliest. Wakes from time to time to detect
 * a sleep of the machine. Used by the keeper's thread.
 */
public final class Schedule {
    /** The delay until a sleep is detected if the system's timers stop during a sleep. */
    public static final Duration TICK = Duration.ofSeconds(15);

    private final Loop loop;
    private final Time time;
    private final TreeSet<Entry> entries = new TreeSet<>();
    private Runnable slept = () -> {};
    private Runnable timer = () -> {};
    private long armed = Time.NEVER;
    private long order;
    private boolean closed;

    public record Entry(long at, long order, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    public Schedule(Loop loop, Time time) {
        this.loop = loop;
        this.time = time;
    }

    /** Sets the task that runs after a sleep. */
    public void whenSlept(Runnable task) {
        slept = task;
    }

    public Entry at(long moment, Runnable task) {
        Entry entry = new Entry(moment, order++, task);
        entries.add(entry);
        arm();
        return entry;
    }

    public void cancel(Entry entry) {
        entries.remove(entry);
    }

    public void close() {
        closed = true;
        entries.clear();
        timer.run();
    }

    private void arm() {
        if (entries.isEmpty() || closed) {
            return;
        }
        long now = time.now();
        long wanted = Math.min(entries.first().at(), now + TICK.toNanos());
        if (wanted >= armed) {
            return;
        }
        timer.run();
        armed = wanted;
        timer = loop.after(Duration.ofNanos(Math.max(0, wanted - now)), this::fire);
    }

    private void fire() {
        long expected = armed;
        armed = Time.NEVER;
        boolean late = time.now() - expected > Time.JUMP.toNanos();
        try {
            if (time.jumped() || late) {
                slept.run();
            }
            long now = time.now();
            while (!entries.isEmpty() && entries.first().at() <= now) {
                entries.pollFirst().task().run();
            }
        } finally {
            // A fault in one task must not end all others.
            arm();
        }
    }
}
