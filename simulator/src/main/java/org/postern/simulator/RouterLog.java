// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.net.Addresses;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the last requests, and passes a line for each event to the watcher. */
final class RouterLog {
    static final int KEPT = 1_000;
    private static final Logger LOG = System.getLogger("org.postern.simulator");

    private final Deque<String> requests = new ArrayDeque<>();
    private final Consumer<String> watcher;

    RouterLog(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    void event(String line) {
        LOG.log(Level.DEBUG, "{0}", line);
        try {
            watcher.accept(line);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a watcher failed: {0}", e.toString());
        }
    }

    void request(String text) {
        synchronized (requests) {
            if (requests.size() == KEPT) {
                requests.removeFirst();
            }
            requests.addLast(Addresses.printable(text));
        }
    }

    List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }
}
