// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;

/** One direction of a connection; passes the end of the stream on after the last byte. */
final class TcpFlow {
    private static final int BUFFER = 16 * 1024;

    private final SocketChannel from;
    private final SocketChannel to;
    private final LongConsumer counter;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private boolean ended;
    private boolean done;

    TcpFlow(SocketChannel from, SocketChannel to, LongConsumer counter) {
        this.from = from;
        this.to = to;
        this.counter = counter;
    }

    /** Moves what can be moved now; returns whether anything moved. */
    boolean pump() throws IOException {
        int read = wantsRead() ? from.read(buffer) : 0;
        if (read < 0) {
            ended = true;
        } else if (read > 0) {
            counter.accept(read);
        }
        buffer.flip();
        int written = buffer.hasRemaining() ? to.write(buffer) : 0;
        buffer.compact();
        if (ended && !done && buffer.position() == 0) {
            to.shutdownOutput();
            done = true;
        }
        return read != 0 || written > 0;
    }

    boolean wantsRead() {
        return !ended && buffer.hasRemaining();
    }

    boolean wantsWrite() {
        return buffer.position() > 0;
    }

    boolean done() {
        return done;
    }
}
