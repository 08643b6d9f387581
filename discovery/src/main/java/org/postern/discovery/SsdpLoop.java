// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs all searches over UDP, and all who listen to announcements, on one thread, which lives while
 * there are any. The lock guards the hand-over to that thread and nothing else; no listener is ever
 * called under it.
 */
@Component(service = SsdpLoop.class)
public final class SsdpLoop {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private final List<SsdpTask> arrived = new ArrayList<>();
    private @Nullable SsdpWorker worker;

    /** Those that still live: one that ended its work may meet its successor. */
    private final List<Thread> threads = new ArrayList<>();

    private boolean stopped;

    /** Starts nothing. */
    @Activate
    public SsdpLoop() {
        this(System::nanoTime);
    }

    SsdpLoop(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Starts a search along the ways that the finder sees. */
    Search start(
            String strategy, SearchRequest request, SearchListener listener, PathFinder finder) {
        ListenerGate<SearchListener> gate = ListenerGate.forSearch(strategy, listener);
        UdpSearch search = new UdpSearch(request, finder, gate, nanoTime, this::wakeup);
        start(search, "The search could not start: ");
        return search;
    }

    /** Starts to listen on the interfaces that the finder sees, now and later. */
    Search listen(
            String source,
            InterfaceChoice choice,
            AnnouncementListener listener,
            PathFinder finder) {
        ListenerGate<AnnouncementListener> gate = ListenerGate.forAnnouncements(source, listener);
        Listening listening = new Listening(choice, finder, gate, nanoTime, this::wakeup);
        start(listening, "Announcements cannot be heard: ");
        return listening;
    }

    private void start(SsdpTask task, String refused) {
        String reason = refusal(task);
        if (!reason.isEmpty()) {
            task.failed(refused + reason);
            task.close();
        }
    }

    /**
     * Ends the thread and all its tasks, and returns when that is done; after two seconds also when
     * a listener does not return. A listener that calls this is not waited for.
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

    /** Makes the thread look at the clock and at its tasks. */
    void wakeup() {
        synchronized (lock) {
            if (worker != null) {
                worker.wakeup();
            }
        }
    }

    /**
     * Gives the thread the tasks that arrived.
     *
     * @return whether the thread is still needed; when not, it gets no more tasks
     */
    boolean handOver(List<SsdpTask> running) {
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

    /** Takes back what a thread leaves undone that broke off. */
    void leave(SsdpWorker leaving, List<SsdpTask> running) {
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
                    worker = SsdpWorker.open(this);
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
        threads.removeIf(each -> !each.isAlive());
        threads.add(thread);
    }

    /** An interrupt is kept for later: who stops a bundle relies on its threads being gone. */
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
        if (ending.stream().anyMatch(Thread::isAlive)) {
            LOG.log(Level.WARNING, "A listener holds up the end of SSDP.");
        }
    }
}
