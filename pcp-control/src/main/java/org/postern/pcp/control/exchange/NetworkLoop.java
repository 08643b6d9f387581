// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import org.postern.pcp.control.internal.timing.Timer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/** One thread with its clock, its timers and its sockets. Tasks may come from any thread. */
public interface NetworkLoop extends Executor, Timer {
    /** The clock, as {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Opens a socket at an address of this machine, connected to a peer: what others send is not
     * received, and a closed port is reported. For the loop's thread alone.
     *
     * @throws IOException where the address is not one of this machine's, or there is no way
     */
    UdpSocket connect(InetAddress from, InetSocketAddress peer, UdpSocket.Receiver receiver)
            throws IOException;

    /**
     * Opens a socket at the port of a group. For the loop's thread alone.
     *
     * @throws IOException where another program has the port for itself
     */
    GroupSocket listen(InetSocketAddress group, GroupSocket.Receiver receiver) throws IOException;

    /** Whether the loop has ended, or is about to; then it takes no tasks. */
    boolean isClosed();

    /** Adds a task that the loop's thread does last of all. */
    void atEnd(Runnable task);
}
