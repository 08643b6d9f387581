// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import static org.postern.pcp.control.logging.PcpLog.LOG;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The thread {@code postern-pcp}, which starts with the first task and ends when the loop is closed.
 */
public final class SelectorLoop implements NetworkLoop, AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    /** RFC 6887 section 7.3; one more byte tells that something was longer. */
    private static final int BUFFER = 1100 + 1;

    /** A task that is due later. The later of two at one moment has the higher number. */
    private record Due(long nanos, long number, Runnable task) implements Comparable<Due> {
        /** The clock may be anywhere in its range, so differences are compared. */
        @Override
        public int compareTo(Due other) {
            long difference = nanos - other.nanos;
            return difference == 0
                    ? Long.compare(number, other.number)
                    : Long.compare(difference, 0);
        }
    }

    private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> last = new ConcurrentLinkedQueue<>();

    /** These three for the thread alone. */
    private final PriorityQueue<Due> due = new PriorityQueue<>();

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long timers;

    /** These guarded by this. */
    private @Nullable Thread thread;

    private @Nullable Selector selector;
    private volatile boolean closed;

    /** A loop whose thread has not started. */
    public SelectorLoop() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** After the end nothing happens. */
    @Override
    public synchronized void execute(Runnable task) {
        if (!closed) {
            arrived.add(task);
            if (Thread.currentThread() != thread) {
                open().wakeup();
            }
        }
    }

    @Override
    public void atEnd(Runnable task) {
        last.add(task);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        long nanos = nanoTime() + delay.toNanos();
        boolean[] cancelled = {false};
        Runnable unlessCancelled =
                () -> {
                    if (!cancelled[0]) {
                        task.run();
                    }
                };
        if (Thread.currentThread() == runner()) {
            add(nanos, unlessCancelled);
        } else {
            execute(() -> add(nanos, unlessCancelled));
        }
        return () -> cancelled[0] = true;
    }

    @Override
    public UdpSocket connect(InetAddress from, InetSocketAddress peer, UdpSocket.Receiver receiver)
            throws IOException {
        return UdpChannel.connect(open(), from, peer, receiver);
    }

    @Override
    public GroupSocket listen(InetSocketAddress group, GroupSocket.Receiver receiver)
            throws IOException {
        return GroupChannel.open(open(), group, receiver);
    }

    /** Ends the thread with all sockets, and returns when that is done. */
    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            closed = true;
            ending = thread;
            if (selector != null) {
                selector.wakeup();
            }
        }
        if (ending == null || ending == Thread.currentThread()) {
            return;
        }
        try {
            ending.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread runner() {
        return thread;
    }

    private synchronized Selector open() {
        if (selector == null) {
            try {
                selector = Selector.open();
            } catch (IOException e) {
                throw new UncheckedIOException("No sockets can be used.", e);
            }
            thread = new Thread(this::run, "postern-pcp");
            thread.setDaemon(true);
            thread.start();
        }
        return selector;
    }

    private void add(long nanos, Runnable task) {
        due.add(new Due(nanos, timers++, task));
    }

    private void run() {
        try (Selector open = open()) {
            while (!closed) {
                runArrived();
                select(open, runDue());
                for (SelectionKey each : open.selectedKeys()) {
                    guarded(() -> ((LoopChannel) each.attachment()).read(buffer));
                }
                open.selectedKeys().clear();
            }
            runArrived();
            last.forEach(SelectorLoop::guarded);
            for (SelectionKey each : open.keys()) {
                ((LoopChannel) each.attachment()).close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "PCP is not available any more: " + e.getMessage(), e);
            closed = true;
        }
    }

    private void runArrived() {
        for (Runnable each = arrived.poll(); each != null; each = arrived.poll()) {
            guarded(each);
        }
    }

    /** Returns the milliseconds until there is more to do; 0 for ever. */
    private long runDue() {
        Due next = due.peek();
        while (next != null && next.nanos() - nanoTime() <= 0) {
            due.remove(next);
            guarded(next.task());
            next = due.peek();
        }
        // Rounded up: waking early would spin.
        return next == null ? 0 : (next.nanos() - nanoTime()) / 1_000_000 + 1;
    }

    private void select(Selector open, long millis) throws IOException {
        if (arrived.isEmpty() && !closed) {
            open.select(Math.max(0, millis));
        } else {
            open.selectNow();
        }
    }

    /** A fault of one task must not end the others. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "An internal error of PCP.", e);
        }
    }
}
