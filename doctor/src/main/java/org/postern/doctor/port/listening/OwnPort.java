// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.listening;

import org.postern.api.gateway.Protocol;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A port of this machine at which no program listens, and which is listened on for a test: TCP
 * connections are accepted, UDP datagrams are sent back. Safe for several threads.
 */
public final class OwnPort implements AutoCloseable {
    /** Beyond it, one more says nothing new. */
    private static final int MOST_REMEMBERED = 256;

    /** So often connections are looked at that nothing comes on. */
    private static final long LOOK_MILLIS = 200;

    /** The thread needs microseconds to end; this only bounds what should not happen. */
    private static final long CLOSE_MILLIS = 500;

    private final Selector selector;
    private final ListeningChannel listening;
    private final InetSocketAddress address;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closed;

    /** Guarded by itself. */
    private final Set<Arrival> arrived = new HashSet<>();

    private OwnPort(Selector selector, ListeningChannel listening) throws IOException {
        this.selector = selector;
        this.listening = listening;
        this.address = listening.address();
    }

    /**
     * Listens until it is closed.
     *
     * @param protocol TCP or UDP
     * @param place an address of this machine, and a port; port 0 for any free one
     * @param calls for its thread
     * @return empty where a program has the port, or it may not be listened on
     */
    public static Optional<OwnPort> open(
            Protocol protocol, InetSocketAddress place, ParallelCalls calls) {
        try {
            Selector selector = Selector.open();
            try {
                ListeningChannel listening =
                        protocol == Protocol.TCP
                                ? TcpAcceptor.open(place, selector)
                                : UdpEcho.open(place, selector);
                OwnPort opened = new OwnPort(selector, listening);
                calls.start(opened::run);
                return Optional.of(opened);
            } catch (IOException | RuntimeException e) {
                selector.close();
                throw e;
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public int number() {
        return address.getPort();
    }

    /** Whether it accepts connections to an address of this machine. */
    public boolean isTcpAt(InetAddress local) {
        return listening instanceof TcpAcceptor && address.getAddress().equals(local);
    }

    /** Waits until something like that has come; false where that was not in time. */
    public boolean awaitArrival(Predicate<Arrival> what, TimeLimit limit)
            throws InterruptedException {
        synchronized (arrived) {
            while (arrived.stream().noneMatch(what)) {
                long left = limit.leftMillis();
                if (left == 0) {
                    return false;
                }
                arrived.wait(left);
            }
            return true;
        }
    }

    /** Returns when the port is free again. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            ended.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean run() throws IOException {
        // A channel is closed when its selector has let it go.
        try (selector;
                listening) {
            while (!closed && !Thread.currentThread().isInterrupted()) {
                selector.select(LOOK_MILLIS);
                selector.selectedKeys().clear();
                add(listening.proceed());
            }
            return true;
        } finally {
            ended.countDown();
        }
    }

    private void add(Set<Arrival> comers) {
        synchronized (arrived) {
            if (arrived.size() < MOST_REMEMBERED && arrived.addAll(comers)) {
                arrived.notifyAll();
            }
        }
    }
}
