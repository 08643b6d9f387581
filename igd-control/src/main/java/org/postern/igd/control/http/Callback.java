// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.postern.igd.control.logging.IgdLog.LOG;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Where one router may send its messages. Its listening socket is its own, so that no connections
 * of another router stand before its own in the queue. Safe for several threads.
 */
public final class Callback implements AutoCloseable {
    /** Of one message. */
    public static final int MAX_BYTES = 64 * 1024;

    /** Connections that wait to be accepted. */
    private static final int BACKLOG = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final InetAddress local;
    private final InetAddress peer;
    private final DocumentEnd document;
    private final Predicate<HttpRequestReader> taker;
    private final Consumer<Callback> ended;
    private final ServerSocketChannel listener;
    private final URI url;
    private volatile boolean closed;

    /** Listens, but accepts nothing yet. */
    Callback(
            InetAddress local,
            InetAddress peer,
            DocumentEnd document,
            Predicate<HttpRequestReader> taker,
            Consumer<Callback> ended)
            throws IOException {
        this.local = local;
        this.peer = peer;
        this.document = document;
        this.taker = taker;
        this.ended = ended;
        this.listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(local, 0), BACKLOG);
            listener.configureBlocking(false);
            this.url = url((InetSocketAddress) listener.getLocalAddress());
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Where messages are to be sent; without a query, which some routers cut off (quirk G4). */
    public URI url() {
        return url;
    }

    /**
     * Whether messages can still come, if the router would reach this machine at this address now.
     */
    public boolean listensAt(InetAddress address) {
        return listener.isOpen() && local.equals(address);
    }

    /** Listens no more. A message that is being taken at the moment still is. */
    @Override
    public void close() {
        closed = true;
        end();
        ended.accept(this);
    }

    InetAddress peer() {
        return peer;
    }

    DocumentEnd document() {
        return document;
    }

    ServerSocketChannel listener() {
        return listener;
    }

    boolean accepts(InetAddress from) {
        return !closed && Arrays.equals(from.getAddress(), peer.getAddress());
    }

    /** Whether a whole message is for this callback, and wanted. */
    boolean takes(HttpRequestReader message) {
        // Matched by its start: some routers append to it (quirk G4).
        return !closed && message.target().startsWith(url.getPath()) && taker.test(message);
    }

    void end() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "closing failed: " + e);
        }
    }

    private static URI url(InetSocketAddress bound) {
        byte[] secret = new byte[16];
        RANDOM.nextBytes(secret);
        String host = bound.getAddress().getHostAddress().replaceFirst("%.*", "");
        String literal = bound.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
        String path = "/postern/" + HexFormat.of().formatHex(secret);
        return URI.create("http://" + literal + ":" + bound.getPort() + path);
    }
}
