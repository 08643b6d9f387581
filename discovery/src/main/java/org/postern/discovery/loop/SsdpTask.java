// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.loop;

/**
 * What the selector thread works for: a search or a listener to announcements. All calls but {@link
 * #close()} and {@link #closed()} come from that thread.
 */
public interface SsdpTask extends DatagramReceiver {
    /** Ends the task. Its sockets are released by the selector thread afterwards. */
    void close();

    boolean closed();

    /** Does what is due, and returns the nanoseconds until there is more to do. */
    long runDue(SocketPool sockets);

    /** Tells the listener that an internal error ends this task. */
    void abort(Exception cause);

    /** Returns the task's sockets to the pool. */
    void release(SocketPool sockets);
}
