// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.api.discovery.Search;

import java.net.InetAddress;

/**
 * What the selector thread works for: a search, or one who listens. All but {@link #close()} and
 * {@link #closed()} happens on that thread.
 */
interface SsdpTask extends Search {
    boolean closed();

    /** Does what is due, and says in how many nanoseconds more will be. */
    long turn(Endpoints sockets);

    /** Takes what came in on one of the task's sockets. */
    void hear(SsdpMessage message, InetAddress from, Path path);

    /** Counts a datagram that is not worth reading. */
    void useless(InetAddress from, String why);

    /** Tells the listener once per reason. */
    void failed(String reason);

    /** Tells the listener that a fault ends this. */
    void brokeOff(Exception fault);

    /** Frees the sockets. */
    void release(Endpoints sockets);
}
