// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.loop;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs all searches over UDP and all listeners to announcements on one thread, which lives while
 * there are any. The lock guards the hand-over to that thread and nothing else; no listener is ever
 * called under it.
 */
@Component(service = SsdpLoop.class)
public final class SsdpLoop {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private final List<SsdpTask> arrived = new ArrayList<>();
    private @Nullable SsdpWorker worker;

    /** Those still alive: one that is about to end may overlap with its successor. */
    private final List<Thread> threads = new ArrayList<>();

    private boolean stopped;

    @Activate
    public SsdpLoop() {
        this(System::nanoTime);
    }

    public SsdpLoop(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Starts a task, or makes it fail and closes it where that is not possible; {@code failure} is
     * the beginning of the sentence that says so.
     */
    public void start(SsdpTask task, String failure) {
        String reason = refusal(task);
        if (!reason.isEmpty()) {
            task.failed(failure + reason);
            task.close();
        }
    }

    /**
     * Ends the thread and all its tasks, and returns when that is done; after two seconds also when
     * a listener does not return. Called from a listener, it does not wait for that listener.
     */
    @Deactivate
    public void stop() {
        List<Thread> ending;
        synchronized (lock) {
            stopped = true;
            ending = new ArrayList<>(threads);
        }
        wakeup();
        ending.remove(Thread.currentThread());
        await(ending);
    }

    /** The clock of all tasks, as {@link System#nanoTime()}. */
    public LongSupplier clock() {
        return nanoTime;
    }

    /** Makes the thread check the clock and its tasks. */
    public void wakeup() {
        synchronized (lock) {
            if (worker != null) {
                worker.wakeup();
            }
        }
    }

    private boolean handOver(List<SsdpTask> running) {
        synchronized (lock) {
            running.addAll(arrived);
            arrived.clear();
            if (stopped || running.isEmpty()) {
                worker = null;
                return false;
            }
            return true;
        }
    }

    private void leave(SsdpWorker leaving, List<SsdpTask> running) {
        synchronized (lock) {
            if (worker == leaving) {
                running.addAll(arrived);
                arrived.clear();
                worker = null;
            }
        }
    }

    private String refusal(SsdpTask task) {
        synchronized (lock) {
            if (stopped) {
                return "its bundle has been stopped.";
            }
            try {
                if (worker == null) {
                    worker = SsdpWorker.open(new HandOver());
                    startThread(worker);
                }
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
            arrived.add(task);
            worker.wakeup();
            return "";
        }
    }

    private void startThread(SsdpWorker work) {
        Thread thread = new Thread(work, "postern-ssdp");
        thread.setDaemon(true);
        thread.start();
        for (Iterator<Thread> each = threads.iterator(); each.hasNext(); ) {
            if (!each.next().isAlive()) {
                each.remove();
            }
        }
        threads.add(thread);
    }

    /** Keeps an interrupt for later: whoever stops a bundle relies on its threads being gone. */
    private static void await(List<Thread> ending) {
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        boolean interrupted = false;
        for (Thread each : ending) {
            long left = deadline - System.nanoTime();
            while (each.isAlive() && left > 0) {
                try {
                    // Rounded up: to join for zero milliseconds would be forever.
                    each.join(Duration.ofNanos(left).toMillis() + 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Thread each : ending) {
            if (each.isAlive()) {
                LOG.log(Level.WARNING, "SSDP could not be stopped: a listener does not return.");
                return;
            }
        }
    }

    private final class HandOver implements SsdpWorker.TaskSource {
        @Override
        public boolean handOver(List<SsdpTask> running) {
            return SsdpLoop.this.handOver(running);
        }

        @Override
        public void leave(SsdpWorker leaving, List<SsdpTask> running) {
            SsdpLoop.this.leave(leaving, running);
        }
    }
}
