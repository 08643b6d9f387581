package org.postern.port.keeper.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** A loop on a clock that jumps to whatever is next. */
final class SimulatedLoop implements Loop {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nanos;
    private long order;

    private record Task(long at, long order, Runnable task) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Task planned = new Task(nanos + delay.toNanos(), order++, task);
        tasks.add(planned);
        return () -> tasks.remove(planned);
    }

    /** Lets so much time pass. */
    void pass(Duration time) {
        long end = nanos + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task next = tasks.remove();
            nanos = next.at();
            next.task().run();
        }
        nanos = end;
    }
}
