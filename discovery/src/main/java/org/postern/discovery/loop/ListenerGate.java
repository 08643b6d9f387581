// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.loop;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.SearchListener;
import org.postern.discovery.internal.listeners.ListenerShield;
import org.postern.discovery.logging.DiscoveryLog;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Calls a listener until it is closed, and catches what the listener throws. The lock is held
 * during a call, so that {@link #close()} waits for a call in progress, except when called from
 * within it.
 */
public final class ListenerGate<L> {
    /** Bounds the memory where interfaces with ever new names come and go. */
    private static final int MOST_REASONS = 64;

    private final String strategy;
    private final L listener;
    private final BiConsumer<L, String> failing;
    private final Set<String> reasons = new HashSet<>();
    private volatile boolean closed;

    private ListenerGate(String strategy, L listener, BiConsumer<L, String> failing) {
        this.strategy = strategy;
        this.listener = listener;
        this.failing = failing;
    }

    public static ListenerGate<SearchListener> forSearch(String strategy, SearchListener listener) {
        return new ListenerGate<>(strategy, listener, SearchListener::failed);
    }

    public static ListenerGate<AnnouncementListener> forAnnouncements(
            String source, AnnouncementListener listener) {
        return new ListenerGate<>(source, listener, AnnouncementListener::failed);
    }

    /** The name of the strategy or source, for the log. */
    public String strategy() {
        return strategy;
    }

    public boolean closed() {
        return closed;
    }

    public synchronized void tell(Consumer<L> news) {
        if (closed) {
            return;
        }
        ListenerShield.call(
                DiscoveryLog.NAME, "A listener of " + strategy, () -> news.accept(listener));
    }

    /** Logs a failure and reports it to the listener. */
    public void failed(String reason) {
        LOG.log(Level.DEBUG, () -> strategy + ": " + reason);
        tell(told -> failing.accept(told, reason));
    }

    /** Reports a failure unless the same reason was reported before. */
    public synchronized void failedOnce(String reason) {
        if (reasons.size() < MOST_REASONS && reasons.add(reason)) {
            failed(reason);
        }
    }

    public synchronized void close() {
        closed = true;
    }
}
