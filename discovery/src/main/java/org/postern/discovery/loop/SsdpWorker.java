// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.loop;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.discovery.ssdp.SsdpCodec;
import org.postern.discovery.ssdp.SsdpMessage;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** The selector thread's work. Everything but {@link #wakeup()} is confined to that thread. */
final class SsdpWorker implements Runnable {
    /** Over ten times what devices send; UDA 1.1 section 1.1 keeps messages in one packet. */
    private static final int LARGEST_DATAGRAM = 8 * 1024;

    /** Datagrams read from one socket in a row, so that a flood on it does not delay others. */
    private static final int BURST = 64;

    interface TaskSource {
        /**
         * Adds the tasks that were started meanwhile. Returns whether the worker is still needed;
         * if not, it gets no more tasks.
         */
        boolean handOver(List<SsdpTask> running);

        /** Called when a worker ends. Adds the tasks that it has not taken, for it to end them. */
        void leave(SsdpWorker leaving, List<SsdpTask> running);
    }

    private final TaskSource source;
    private final Selector selector;
    private final SocketPool sockets;
    private final List<SsdpTask> running = new ArrayList<>();

    /** One byte larger, to detect what did not fit. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM + 1);

    private SsdpWorker(TaskSource source, Selector selector) {
        this.source = source;
        this.selector = selector;
        sockets = new SocketPool(selector);
    }

    static SsdpWorker open(TaskSource source) throws IOException {
        return new SsdpWorker(source, Selector.open());
    }

    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (source.handOver(running)) {
                select(runDue());
                for (SelectionKey each : selector.selectedKeys()) {
                    read((SsdpSocket) each.attachment());
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException e) {
            for (SsdpTask each : running) {
                each.abort(e);
            }
        } finally {
            source.leave(this, running);
            for (SsdpTask each : running) {
                each.close();
                each.release(sockets);
            }
        }
    }

    /** Runs what is due, and returns the nanoseconds until there is more to do. */
    private long runDue() {
        long idle = Long.MAX_VALUE;
        for (Iterator<SsdpTask> each = running.iterator(); each.hasNext(); ) {
            SsdpTask task = each.next();
            if (task.closed()) {
                task.release(sockets);
                each.remove();
            } else {
                idle = Math.min(idle, runDue(task));
            }
        }
        return idle;
    }

    /** An exception ends the task that threw it, on the next pass, and no other. */
    private long runDue(SsdpTask task) {
        try {
            return task.runDue(sockets);
        } catch (RuntimeException e) {
            task.abort(e);
            task.close();
            return 0;
        }
    }

    private void select(long idle) throws IOException {
        if (running.isEmpty() || idle <= 0) {
            selector.selectNow();
        } else if (idle == Long.MAX_VALUE) {
            selector.select();
        } else {
            // Rounded up: waking early would spin.
            selector.select(Duration.ofNanos(idle).plusNanos(999_999).toMillis());
        }
    }

    private void read(SsdpSocket socket) {
        try {
            for (int i = 0; i < BURST; i++) {
                InetSocketAddress from = socket.receive(buffer.clear());
                if (from == null) {
                    return;
                }
                deliver(from, socket);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "Could not read at " + socket.path().origin() + ": " + e);
        }
    }

    private void deliver(InetSocketAddress from, SsdpSocket socket) {
        buffer.flip();
        if (buffer.limit() > LARGEST_DATAGRAM) {
            deliver(socket, task -> task.discard(from.getAddress(), "is too large"));
            return;
        }
        SsdpMessage message = SsdpCodec.read(buffer);
        deliver(socket, task -> task.receive(message, from.getAddress(), socket.path()));
    }

    /** An exception ends no task: otherwise the sender of a message could end searches. */
    private static void deliver(SsdpSocket socket, Consumer<DatagramReceiver> call) {
        for (DatagramReceiver each : socket.receivers()) {
            try {
                call.accept(each);
            } catch (RuntimeException e) {
                // Only the class: the sender must not be able to vary what is reported once per
                // reason.
                each.failed(
                        "A message could not be taken in: " + e.getClass().getSimpleName() + ".");
            }
        }
    }
}
