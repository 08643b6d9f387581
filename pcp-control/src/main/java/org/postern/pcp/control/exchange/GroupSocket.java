// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;

/** A socket that receives what is sent to a group, for the thread of its loop alone. */
public interface GroupSocket {
    /**
     * Receives on an interface, too; nothing happens where it already does.
     *
     * @throws IOException where the interface has no multicast
     */
    void join(NetworkInterface via) throws IOException;

    /** Closes the socket; its receiver is not called any more. */
    void close();

    /** Called on the loop's thread. */
    @FunctionalInterface
    interface Receiver {
        /** A datagram came, from whom it says. One that is too long is cut. */
        void received(InetSocketAddress from, ByteBuffer datagram);
    }
}
