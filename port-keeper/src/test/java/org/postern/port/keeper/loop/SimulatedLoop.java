// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import org.postern.testkit.ModelTime;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/**
 * A loop whose time goes on when a test says so, with workers in the same time: a worker's call
 * that {@link #passes} time hands in its result so much later. All on the test's thread.
 */
public final class SimulatedLoop implements Loop, ModelTime {
    /** Near overflow, as nanoTime may be. */
    private static final long ORIGIN = Long.MAX_VALUE - 1000;

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long elapsed;
    private long ahead;
    private long order;
    private Duration asleep = Duration.ZERO;
    private int waiting;

    private static final class Task implements Comparable<Task> {
        private final long at;
        private final long order;
        private Runnable work;

        Task(long at, long order, Runnable work) {
            this.at = at;
            this.order = order;
            this.work = work;
        }

        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    /** Nanoseconds since the beginning, by the clock of the worker that runs. */
    public long elapsed() {
        return elapsed + ahead;
    }

    /** Nanoseconds since the beginning that are over for everybody. */
    public long past() {
        return elapsed;
    }

    @Override
    public Instant now() {
        return BEGINNING.plusNanos(elapsed()).plus(asleep);
    }

    @Override
    public long nanoTime() {
        return ORIGIN + elapsed();
    }

    @Override
    public void execute(Runnable task) {
        add(elapsed(), task);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Task planned = add(elapsed() + delay.toNanos(), task);
        waiting++;
        return () -> {
            planned.work = () -> {};
        };
    }

    /** How many timers were ever set, for a test of their thrift. */
    public int timersSet() {
        return waiting;
    }

    /** Workers whose calls take as long as they say. */
    public Executor workers() {
        return task ->
                add(
                        elapsed(),
                        () -> {
                            task.run();
                            ahead = 0;
                        });
    }

    /** The clock of a router goes on while this machine sleeps. */
    @Override
    public long nanos() {
        return elapsed() + asleep.toNanos();
    }

    /** The call of the worker that runs takes time. */
    @Override
    public void passes(Duration time) {
        ahead += time.toNanos();
    }

    /** Lets time go on. */
    public void advance(Duration time) {
        long end = elapsed + time.toNanos();
        for (Task task = next(end); task != null; task = next(end)) {
            elapsed = Math.max(elapsed, task.at);
            task.work.run();
        }
        elapsed = end;
    }

    private synchronized Task next(long end) {
        return !tasks.isEmpty() && tasks.peek().at <= end ? tasks.remove() : null;
    }

    /** Whoever used it is killed: nothing of what it planned is done. */
    public void drop() {
        tasks.clear();
    }

    /** The machine sleeps: the wall clock goes on alone. */
    public void sleep(Duration time) {
        asleep = asleep.plus(time);
    }

    /** Also on threads of a test's own, while the test waits for them. */
    private synchronized Task add(long at, Runnable work) {
        Task task = new Task(at, order++, work);
        tasks.add(task);
        return task;
    }
}
