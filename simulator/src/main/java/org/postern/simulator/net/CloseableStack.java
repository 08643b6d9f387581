// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** The parts of a router, closed once and in the reverse order of their start. */
public final class CloseableStack implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.simulator");

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    public synchronized <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "a part did not close: {0}", e.toString());
            }
        }
    }
}
