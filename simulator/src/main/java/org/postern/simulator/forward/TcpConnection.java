// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import org.postern.simulator.net.Threads;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * A connection from outside and the one to the internal client that belongs to it. A thread for
 * each direction copies bytes and passes the end of the stream on after the last one.
 */
final class TcpConnection {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");
    private static final int BUFFER = 16 * 1024;

    private final Socket outside;
    private final Socket inside = new Socket();
    private final InetSocketAddress target;
    private final Duration idle;
    private final TrafficCounters traffic;
    private final Thread inbound = Threads.daemon("forward", this::connect);
    private final Thread outbound = Threads.daemon("forward", this::copyOutbound);

    /** Whether nothing gets out any more. */
    private final CountDownLatch outboundEnd = new CountDownLatch(1);

    private final AtomicInteger openDirections = new AtomicInteger(2);
    private volatile long lastUse = System.nanoTime();

    TcpConnection(
            Socket outside, InetSocketAddress target, Duration idle, TrafficCounters traffic) {
        this.outside = outside;
        this.target = target;
        this.idle = idle;
        this.traffic = traffic;
    }

    void start() {
        inbound.start();
    }

    boolean ended() {
        return outside.isClosed();
    }

    /**
     * Ends both directions, and returns when that is done. What the internal client has sent still
     * gets out, like packets that are on their way when a mapping is removed; the client may take
     * {@code millis} to end its side by itself.
     */
    void close(long millis) {
        awaitOutboundEnd(millis);
        closeSockets();
        Threads.await(inbound);
        Threads.await(outbound);
    }

    /** An interrupt ends the wait, and is kept for the caller. */
    private void awaitOutboundEnd(long millis) {
        try {
            if (!outboundEnd.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "a TCP connection is cut");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is read from outside before the internal client has accepted. */
    private void connect() {
        try {
            inside.connect(target);
            if (inside.getLocalSocketAddress().equals(inside.getRemoteSocketAddress())) {
                // TCP's simultaneous open can connect a socket to itself when nobody listens there.
                throw new IOException("the internal client does not listen");
            }
            outside.setSoTimeout((int) idle.toMillis());
            inside.setSoTimeout((int) idle.toMillis());
            outbound.start();
        } catch (IOException e) {
            reset(e);
            outboundEnd.countDown();
            return;
        }
        copy(outside, inside, traffic::received);
    }

    private void copyOutbound() {
        copy(inside, outside, traffic::sent);
        outboundEnd.countDown();
    }

    private void copy(Socket from, Socket to, LongConsumer counter) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            int count = read(in, buffer);
            while (count >= 0) {
                counter.accept(count);
                to.getOutputStream().write(buffer, 0, count);
                lastUse = System.nanoTime();
                count = read(in, buffer);
            }
            to.shutdownOutput();
            if (openDirections.decrementAndGet() == 0) {
                closeSockets();
            }
        } catch (SocketTimeoutException unused) {
            closeSockets();
        } catch (IOException e) {
            reset(e);
        }
    }

    /** Fails when neither direction was used for the idle time. */
    private int read(InputStream in, byte[] buffer) throws IOException {
        while (true) {
            try {
                return in.read(buffer);
            } catch (SocketTimeoutException silent) {
                if (System.nanoTime() - lastUse >= idle.toNanos()) {
                    throw silent;
                }
            }
        }
    }

    /** As from a NAT that has lost the connection: the outside sees a reset, not an end. */
    private void reset(IOException reason) {
        LOG.log(Level.DEBUG, "a TCP connection ended: {0}", reason.getMessage());
        try {
            outside.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            LOG.log(Level.DEBUG, "no reset sent: {0}", alreadyClosed.getMessage());
        }
        closeSockets();
    }

    private void closeSockets() {
        Sockets.close(outside);
        Sockets.close(inside);
    }
}
