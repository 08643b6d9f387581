// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.SearchListener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Stands before a listener: nothing passes once it is closed, and nothing that the listener throws
 * comes back. Its lock is held while the listener runs, so that {@link #close()} waits for a call
 * in progress, except when called from within it.
 *
 * @param <L> the listener's type
 */
final class ListenerGate<L> {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /** Interfaces may come and go for weeks, each with a name of its own. */
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

    static ListenerGate<SearchListener> forSearch(String strategy, SearchListener listener) {
        return new ListenerGate<>(strategy, listener, SearchListener::failed);
    }

    static ListenerGate<AnnouncementListener> forAnnouncements(
            String source, AnnouncementListener listener) {
        return new ListenerGate<>(source, listener, AnnouncementListener::failed);
    }

    /** The name under which it is searched or listened. */
    String strategy() {
        return strategy;
    }

    boolean closed() {
        return closed;
    }

    synchronized void tell(Consumer<L> news) {
        if (closed) {
            return;
        }
        try {
            news.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            // A linkage error is what a listener meets whose bundle was stopped under it.
            LOG.log(Level.WARNING, "A listener of " + strategy + " failed.", e);
        }
    }

    /** Tells the listener that it cannot be searched or listened somewhere. */
    void failed(String reason) {
        LOG.log(Level.DEBUG, () -> strategy + ": " + reason);
        tell(told -> failing.accept(told, reason));
    }

    /** Tells the listener unless it knows. */
    synchronized void failedOnce(String reason) {
        if (reasons.size() < MOST_REASONS && reasons.add(reason)) {
            failed(reason);
        }
    }

    synchronized void close() {
        closed = true;
    }
}
