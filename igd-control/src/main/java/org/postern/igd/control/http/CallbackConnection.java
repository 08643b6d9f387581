// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of a router, and what came on it. Lives on the thread of its loop alone. */
final class CallbackConnection {
    private static final long LONGEST_NANOS = 5_000_000_000L;

    private final Callback callback;
    private final SocketChannel channel;
    private final HttpRequestReader message;
    private final long deadlineNanos = System.nanoTime() + LONGEST_NANOS;

    CallbackConnection(Callback callback, SocketChannel channel) {
        this.callback = callback;
        this.channel = channel;
        this.message = new HttpRequestReader(Callback.MAX_BYTES, callback.document());
    }

    Callback callback() {
        return callback;
    }

    boolean overdue() {
        return deadlineNanos - System.nanoTime() < 0;
    }

    /** Reads on. Whether it was the end, which has been answered then. */
    boolean read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        try {
            if (count < 0) {
                message.end();
            } else {
                message.feed(buffer.flip());
            }
        } catch (HttpFormatException e) {
            answer("400 Refused");
            return true;
        }
        boolean whole = count < 0 || message.complete();
        if (whole) {
            answer(callback.takes(message) ? "200 OK" : "412 Refused");
        }
        return whole;
    }

    /** So short that it fits into any send buffer. */
    private void answer(String status) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    }

    void close() throws IOException {
        channel.close();
    }
}
