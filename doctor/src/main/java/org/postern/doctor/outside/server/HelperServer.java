// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import org.postern.api.doctor.OutsideHelper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;

/** A running helper. Safe for several threads. */
public final class HelperServer implements OutsideHelper.Serving {
    /** Of connections that the thread has not seen yet. */
    private static final int BACKLOG = 128;

    /** The thread needs microseconds to end; this only bounds what should not happen. */
    private static final long JOIN_MILLIS = 1_000;

    private final InetSocketAddress address;
    private final HelperLoop loop;
    private final Thread thread;

    private HelperServer(InetSocketAddress address, HelperLoop loop) {
        this.address = address;
        this.loop = loop;
        this.thread = new Thread(loop, "postern-helper");
    }

    /**
     * Starts one.
     *
     * @param listen where; port 0 for any free one
     * @param limits for those who ask
     * @throws IOException when the port cannot be listened on
     */
    public static HelperServer start(InetSocketAddress listen, HelperLimits limits)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.configureBlocking(false);
            listener.bind(listen, BACKLOG);
            return start(listener, limits);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private static HelperServer start(ServerSocketChannel listener, HelperLimits limits)
            throws IOException {
        Selector selector = Selector.open();
        try {
            HelperServer server =
                    new HelperServer(
                            (InetSocketAddress) listener.getLocalAddress(),
                            new HelperLoop(listener, selector, limits, System::nanoTime));
            server.thread.setDaemon(true);
            server.thread.start();
            return server;
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Whether its thread has ended. */
    public boolean ended() {
        return !thread.isAlive();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() {
        loop.end();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
