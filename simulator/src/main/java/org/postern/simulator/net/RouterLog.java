// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the last requests, and passes a line for each event to the watcher. */
public final class RouterLog {
    private static final int KEPT = 1_000;
    private static final Logger LOG = System.getLogger("org.postern.simulator");

    private final Deque<String> requests = new ArrayDeque<>();
    private final Consumer<String> watcher;

    public RouterLog(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    public void event(String line) {
        LOG.log(Level.DEBUG, "{0}", line);
        try {
            watcher.accept(line);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a watcher failed: {0}", e.toString());
        }
    }

    public void request(String text) {
        synchronized (requests) {
            if (requests.size() == KEPT) {
                requests.removeFirst();
            }
            requests.addLast(Addresses.printable(text));
        }
    }

    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }
}
