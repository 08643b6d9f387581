package org.postern.discovery;

import org.postern.api.discovery.SearchListener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * Stands before a listener: nothing passes once it is closed, and nothing that the listener throws
 * comes back. Its lock is held while the listener runs, so that {@link #close()} waits for a call
 * in progress, except when called from within it.
 */
final class ListenerGate {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    private final String strategy;
    private final SearchListener listener;
    private volatile boolean closed;

    ListenerGate(String strategy, SearchListener listener) {
        this.strategy = strategy;
        this.listener = listener;
    }

    /** The name under which it is searched. */
    String strategy() {
        return strategy;
    }

    boolean closed() {
        return closed;
    }

    synchronized void tell(Consumer<SearchListener> news) {
        if (closed) {
            return;
        }
        try {
            news.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            // A linkage error is what a listener meets whose bundle was stopped under it.
            LOG.log(Level.WARNING, "The listener of a search by " + strategy + " failed.", e);
        }
    }

    /** Tells the listener that the search could not go somewhere. */
    void failed(String reason) {
        LOG.log(Level.DEBUG, () -> strategy + ": " + reason);
        tell(listener -> listener.failed(reason));
    }

    synchronized void close() {
        closed = true;
    }
}
