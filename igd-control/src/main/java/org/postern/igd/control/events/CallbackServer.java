package org.postern.igd.control.events;

import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpRequestReader;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * Takes the event messages of one router, on one thread, {@code postern-events}, without blocking.
 * Only that router's address is listened to, and only on a path that nobody can guess. Few
 * connections at a time, each with a bound of bytes and time.
 */
final class CallbackServer implements AutoCloseable {
    static final int MAX_CONNECTIONS = 8;
    static final int MAX_BYTES = 64 * 1024;
    private static final long CONNECTION_NANOS = 5_000_000_000L;
    private static final long TICK_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 1_000;
    private static final Logger LOG = System.getLogger("org.postern.igd.control.events");

    private final InetAddress peer;
    private final Predicate<Notification> taker;
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final String path;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private volatile boolean closed;

    /** One connection and what came on it. */
    private record Incoming(HttpRequestReader request, long deadlineNanos) {}

    /**
     * A server that listens already.
     *
     * @param local the address that the router can reach
     * @param peer the router's
     * @param taker of its messages; says whether it knows the subscription; must not block
     * @throws IOException when it cannot listen
     */
    CallbackServer(InetAddress local, InetAddress peer, Predicate<Notification> taker)
            throws IOException {
        this.peer = peer;
        this.taker = taker;
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        // No query, which some routers cut off, and a path that is matched by its start (quirk G4).
        path = "/postern/" + HexFormat.of().formatHex(secret);
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(local, 0), MAX_CONNECTIONS);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            listener.close();
            selector.close();
            throw e;
        }
        thread = new Thread(this::run, "postern-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where messages are to be sent. */
    URI url() throws IOException {
        InetSocketAddress bound = (InetSocketAddress) listener.getLocalAddress();
        String host = bound.getAddress().getHostAddress().replaceFirst("%.*", "");
        String literal = bound.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
        return URI.create("http://" + literal + ":" + bound.getPort() + path);
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try (selector;
                listener) {
            while (!closed) {
                selector.select(this::proceed, TICK_MILLIS);
                selector.keys().stream().filter(CallbackServer::overdue).forEach(this::end);
            }
            selector.keys().forEach(this::end);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Events are not received any more: " + e.getMessage());
        }
    }

    private void proceed(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.isReadable()) {
                read(key);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "an event was not read: " + e);
            if (key.channel() != listener) {
                end(key);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        if (channel == null) {
            return;
        }
        InetAddress from = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        if (selector.keys().size() > MAX_CONNECTIONS
                || !Arrays.equals(from.getAddress(), peer.getAddress())) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.register(
                selector,
                SelectionKey.OP_READ,
                new Incoming(
                        new HttpRequestReader(MAX_BYTES), System.nanoTime() + CONNECTION_NANOS));
    }

    private void read(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        HttpRequestReader request = ((Incoming) key.attachment()).request();
        buffer.clear();
        int count = channel.read(buffer);
        try {
            if (count < 0) {
                request.end();
            } else {
                request.feed(buffer.flip());
            }
        } catch (HttpFormatException e) {
            answer(key, 400);
            return;
        }
        if (count < 0 || request.complete()) {
            answer(key, status(request));
        }
    }

    private int status(HttpRequestReader request) {
        return request.target().startsWith(path)
                        && Notification.of(request).filter(taker).isPresent()
                ? 200
                : 412;
    }

    /** So short that it fits into any send buffer. */
    private void answer(SelectionKey key, int status) throws IOException {
        String head =
                "HTTP/1.1 "
                        + status
                        + (status == 200 ? " OK" : " Refused")
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        ((SocketChannel) key.channel())
                .write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
        end(key);
    }

    private static boolean overdue(SelectionKey key) {
        return key.attachment() instanceof Incoming incoming
                && incoming.deadlineNanos() - System.nanoTime() < 0;
    }

    private void end(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "closing failed: " + e);
        }
    }
}
