// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachListener;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Shows events from a thread of its own. Neither the keeper, which reports them, nor the command,
 * which must close its ports when it ends, may block on a suspended terminal or a pipe that is
 * not read.
 */
public final class EventPrinter implements KeeperListener, ReachListener, AutoCloseable {
    /** Enough for a restart of the router with hundreds of kept ports. */
    static final int CAPACITY = 2000;

    private static final long REFRESH_MILLIS = 1000;
    private static final long END_MILLIS = 300;

    private final EventScreen screen;
    private final Thread thread = new Thread(this::print, "postern-watch");
    private final CountDownLatch unread = new CountDownLatch(1);
    // Guarded by this.
    private final Queue<Consumer<EventScreen>> events = new ArrayDeque<>();
    private long dropped;
    private boolean ended;

    private EventPrinter(EventScreen screen) {
        this.screen = screen;
    }

    public static EventPrinter start(EventScreen screen) {
        EventPrinter printer = new EventPrinter(screen);
        printer.thread.setDaemon(true);
        printer.thread.start();
        return printer;
    }

    @Override
    public void happened(KeeperEvent event) {
        add(shown -> shown.show(event));
    }

    @Override
    public void changed(PortReach reach) {
        add(shown -> shown.show(reach));
    }

    /** Shows a line beside the events. */
    public void message(String line) {
        add(shown -> shown.message(line));
    }

    private synchronized void add(Consumer<EventScreen> event) {
        if (events.size() < CAPACITY) {
            events.add(event);
            notifyAll();
        } else {
            dropped++;
        }
    }

    /** Blocks until the output has no reader any more. */
    public void awaitUnread() throws InterruptedException {
        unread.await();
    }

    /** Shows the remaining events, but waits for that only briefly. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print() {
        try {
            screen.refresh();
            while (awaitEvent()) {
                @Nullable Consumer<EventScreen> event = take();
                if (event == null) {
                    screen.refresh();
                } else {
                    event.accept(screen);
                }
                reportDropped();
                if (screen.closed()) {
                    unread.countDown();
                    return;
                }
            }
            screen.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false when no more events will come. */
    private synchronized boolean awaitEvent() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REFRESH_MILLIS);
        while (events.isEmpty() && !ended) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return true;
            }
            wait(millis);
        }
        return !events.isEmpty();
    }

    private synchronized @Nullable Consumer<EventScreen> take() {
        return events.poll();
    }

    /** Only once the queue is empty, so that a burst is reported once. */
    private void reportDropped() {
        long number;
        synchronized (this) {
            number = events.isEmpty() ? dropped : 0;
            dropped -= number;
        }
        if (number > 0) {
            screen.dropped(number);
        }
    }
}
