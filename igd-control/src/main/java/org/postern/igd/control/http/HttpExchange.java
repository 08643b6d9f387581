package org.postern.igd.control.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/** One request and its answer on one connection. Lives on the selector thread alone. */
final class HttpExchange {
    /** Lets other connections have their turn while one sends much. */
    private static final int READS_PER_TURN = 4;

    private final HttpRequest request;
    private final CompletableFuture<HttpResponse> future;
    private final long deadlineNanos;
    private final ByteBuffer out;
    private final HttpResponseParser parser;
    private @Nullable SocketChannel channel;

    HttpExchange(HttpRequest request, CompletableFuture<HttpResponse> future, long deadlineNanos) {
        this.request = request;
        this.future = future;
        this.deadlineNanos = deadlineNanos;
        this.out = ByteBuffer.wrap(request.encode());
        this.parser = new HttpResponseParser(request.answerHasBody());
    }

    InetAddress peer() {
        return request.peer();
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean done() {
        return future.isDone();
    }

    void open(Selector selector) {
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            boolean connected =
                    opened.connect(new InetSocketAddress(request.peer(), request.port()));
            opened.register(
                    selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            // Such as an address family that this machine does not have.
            fail(new IOException(e.getMessage(), e));
        }
    }

    /** Goes on as far as the socket lets it. */
    void proceed(SelectionKey key, ByteBuffer buffer) {
        try {
            SocketChannel ready = (SocketChannel) key.channel();
            if (key.isConnectable() && ready.finishConnect()) {
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                ready.write(out);
                if (!out.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
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
        close();
        future.complete(response);
    }

    /** The time is up: what is there must do, or nothing is. */
    void expire() {
        SocketChannel open = channel;
        try {
            if (open != null && parser.lengthReached()) {
                parser.end();
                succeed(open);
                return;
            }
        } catch (IOException e) {
            // The answer then counts as not given.
        }
        fail(new SocketTimeoutException("no answer in time"));
    }

    void fail(IOException cause) {
        close();
        future.completeExceptionally(cause);
    }

    void close() {
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
