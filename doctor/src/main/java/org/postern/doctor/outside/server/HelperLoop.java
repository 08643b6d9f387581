// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * All connections of a helper, on one selector. {@link #run} is for one thread; {@link #end} for any.
 */
final class HelperLoop implements Runnable {
    private static final Logger LOG = System.getLogger("org.postern.doctor");

    /** What a deadline may be missed by. */
    private static final long TICK_MILLIS = 100;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

    /** Connections in one round. */
    private static final int MAX_ACCEPTED = 32;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final SelectionKey accepting;
    private final HelperLimits limits;
    private final Admission admission;
    private final LongSupplier nanoTime;
    private volatile boolean ending;

    // The thread's own.
    private final Set<HelperConnection> connections = new LinkedHashSet<>();
    private long tickNanos;

    /** Of a listener that does not block, which is closed at the end. */
    HelperLoop(
            ServerSocketChannel listener,
            Selector selector,
            HelperLimits limits,
            LongSupplier nanoTime)
            throws IOException {
        this.listener = listener;
        this.selector = selector;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.tickNanos = nanoTime.getAsLong();
        InetAddress own = ((InetSocketAddress) listener.getLocalAddress()).getAddress();
        this.admission = new Admission(limits, own.isLoopbackAddress(), nanoTime);
        this.accepting =
                listener.register(selector, SelectionKey.OP_ACCEPT, (Runnable) this::accept);
    }

    void end() {
        ending = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!ending) {
                boolean idle = connections.isEmpty() && accepting.interestOps() != 0;
                selector.select(HelperLoop::proceed, idle ? 0 : TICK_MILLIS);
                if (nanoTime.getAsLong() - tickNanos >= TICK_NANOS) {
                    tick();
                }
                connections.removeIf(HelperConnection::closed);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The helper has ended: " + e.getMessage());
        } finally {
            endAll();
        }
    }

    private void tick() {
        tickNanos = nanoTime.getAsLong();
        accepting.interestOps(SelectionKey.OP_ACCEPT);
        connections.forEach(HelperConnection::proceed);
    }

    private static void proceed(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            for (int count = 1; channel != null; count++) {
                take(channel);
                channel = count < MAX_ACCEPTED ? listener.accept() : null;
            }
        } catch (IOException e) {
            // Such as with too many open files: the connection stays in the queue, and would come
            // up again at once.
            accepting.interestOps(0);
            LOG.log(Level.DEBUG, () -> "a connection was not accepted: " + e);
        }
    }

    private void take(SocketChannel channel) throws IOException {
        boolean taken = false;
        try {
            InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
            if (hasRoom(AskerNetwork.of(from.getAddress()))) {
                connections.add(
                        new HelperConnection(channel, selector, admission, limits, nanoTime));
                taken = true;
            }
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private boolean hasRoom(InetAddress network) {
        return connections.size() < limits.connections()
                && connections.stream().filter(each -> each.network().equals(network)).count()
                        < limits.connectionsOfOne();
    }

    private void endAll() {
        List.copyOf(connections).forEach(HelperConnection::close);
        try {
            listener.close();
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "closing failed: " + e);
        }
    }
}
