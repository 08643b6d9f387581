// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * One connection: one request and its answer. Lives on the thread of its loop alone.
 *
 * <p>A connection that ends without an answer is reset. If it were closed in the ordinary way, the
 * system would go on sending the request for minutes while packets are lost, and a port could open
 * again after it was closed.
 */
final class HttpExchange {
    /** Lets other connections have their turn while one sends much. */
    private static final int READS_PER_TURN = 4;

    private static final int ANY_PORT = 0;
    private static final int RESET = 0;
    private static final int NO_LINGER = -1;

    /** Decides what its connections are for, and learns what came of them. */
    interface Owner {
        /** Whether a connection that came about is to carry the request; else it is given up. */
        boolean asks(HttpExchange connected);

        /** Whether nothing more is to be sent. */
        boolean over();

        void answered(HttpResponse response);

        void failed(HttpExchange exchange, IOException cause);
    }

    private final HttpRequest request;
    private final Owner owner;
    private final ByteBuffer out;
    private final HttpResponseParser parser;
    private @Nullable SocketChannel channel;
    private boolean closed;

    HttpExchange(HttpRequest request, Owner owner) {
        this.request = request;
        this.owner = owner;
        this.out = ByteBuffer.wrap(request.encode());
        this.parser = new HttpResponseParser(request.answer());
    }

    InetAddress peer() {
        return request.peer();
    }

    boolean closed() {
        return closed;
    }

    void open(Selector selector) {
        try {
            SelectionKey key = openFromSource(selector);
            SocketChannel opened = (SocketChannel) key.channel();
            if (opened.isConnected()) {
                connected(key, opened);
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            // Such as an address family that this machine does not have.
            fail(new IOException(e.getMessage(), e));
        }
    }

    private SelectionKey openFromSource(Selector selector) throws IOException {
        Optional<Source> source = request.source();
        try {
            return connect(selector, source);
        } catch (IOException e) {
            if (source.isEmpty() || source.get().required()) {
                throw e;
            }
            closeChannel();
            return connect(selector, Optional.empty());
        }
    }

    private SelectionKey connect(Selector selector, Optional<Source> source) throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.SO_LINGER, RESET);
        if (source.isPresent()) {
            opened.bind(new InetSocketAddress(source.get().address(), ANY_PORT));
        }
        SelectionKey key = opened.register(selector, SelectionKey.OP_CONNECT, this);
        opened.connect(new InetSocketAddress(request.peer(), request.port()));
        return key;
    }

    private void connected(SelectionKey key, SocketChannel connected) throws IOException {
        if (owner.asks(this)) {
            write(key, connected);
        } else {
            close();
        }
    }

    private void write(SelectionKey key, SocketChannel ready) throws IOException {
        ready.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Goes on as far as the socket lets it. */
    void proceed(SelectionKey key, ByteBuffer buffer) {
        if (owner.over()) {
            // Others had the answer, or nobody waits for it: nothing more may go out.
            close();
            return;
        }
        try {
            SocketChannel ready = (SocketChannel) key.channel();
            if (key.isConnectable() && ready.finishConnect()) {
                connected(key, ready);
            } else if (key.isWritable()) {
                write(key, ready);
            } else if (key.isReadable()) {
                read(ready, buffer);
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            // One exchange's fault must not end the thread that serves all.
            fail(new IOException("the answer could not be handled: " + e, e));
        }
    }

    private void read(SocketChannel ready, ByteBuffer buffer) throws IOException {
        for (int turn = 0; turn < READS_PER_TURN; turn++) {
            buffer.clear();
            int count = ready.read(buffer);
            if (count < 0) {
                parser.end();
            } else {
                buffer.flip();
                parser.feed(buffer);
            }
            if (parser.complete()) {
                succeed(ready);
                return;
            }
            if (count == 0) {
                return;
            }
        }
    }

    private void succeed(SocketChannel ready) throws IOException {
        InetAddress local = ((InetSocketAddress) ready.getLocalAddress()).getAddress();
        HttpResponse response =
                new HttpResponse(parser.status(), parser.headers(), parser.body(), local);
        ready.setOption(StandardSocketOptions.SO_LINGER, NO_LINGER);
        close();
        owner.answered(response);
    }

    /** The time is up: what was promised by its length has come, or nothing counts. */
    void expire() {
        SocketChannel open = channel;
        try {
            if (open != null && parser.lengthReached()) {
                parser.end();
                succeed(open);
            }
        } catch (IOException e) {
            // The answer then counts as not given.
        }
    }

    private void fail(IOException cause) {
        if (!closed) {
            close();
            owner.failed(this, cause);
        }
    }

    void close() {
        closed = true;
        closeChannel();
    }

    private void closeChannel() {
        SocketChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing is left to be done for a socket that fails to close.
            }
        }
    }
}
