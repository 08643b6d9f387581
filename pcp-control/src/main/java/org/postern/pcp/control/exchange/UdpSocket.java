// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A socket of a {@link NetworkLoop}, for the loop's thread alone. */
public interface UdpSocket {
    /**
     * Sends a datagram to the peer. One that the system has no room for is lost.
     *
     * @throws IOException where the peer's port is known to be closed, or there is no way to it
     */
    void send(ByteBuffer datagram) throws IOException;

    /** Closes the socket; its receiver is not called any more. */
    void close();

    /** Called on the loop's thread. */
    interface Receiver {
        /** A datagram came from the peer. One that is too long is cut. */
        void received(ByteBuffer datagram);

        /** The peer's port is closed, or the socket cannot be read. */
        void failed(IOException failure);
    }
}
