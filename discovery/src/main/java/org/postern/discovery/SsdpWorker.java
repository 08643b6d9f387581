// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** The selector thread's work. Everything but {@link #wakeup()} is confined to that thread. */
final class SsdpWorker implements Runnable {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /** Over ten times what devices send; UDA 1.1 section 1.1 keeps messages in one packet. */
    private static final int LARGEST_DATAGRAM = 8 * 1024;

    /** Read from one socket at a time, so that a flood on it delays nothing else for long. */
    private static final int BURST = 64;

    private final SsdpLoop loop;
    private final Selector selector;
    private final Endpoints endpoints;
    private final List<SsdpTask> running = new ArrayList<>();

    /** One byte larger, to tell what did not fit. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM + 1);

    private SsdpWorker(SsdpLoop loop, Selector selector) {
        this.loop = loop;
        this.selector = selector;
        endpoints = new Endpoints(selector);
    }

    static SsdpWorker open(SsdpLoop loop) throws IOException {
        return new SsdpWorker(loop, Selector.open());
    }

    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (loop.handOver(running)) {
                select(turn());
                selector.selectedKeys().forEach(key -> read((Endpoint) key.attachment()));
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException e) {
            running.forEach(each -> each.brokeOff(e));
        } finally {
            loop.leave(this, running);
            running.forEach(
                    each -> {
                        each.close();
                        each.release(endpoints);
                    });
        }
    }

    /** Lets every task do what is due, and says how many nanoseconds there is nothing to do. */
    private long turn() {
        long idle = Long.MAX_VALUE;
        for (Iterator<SsdpTask> each = running.iterator(); each.hasNext(); ) {
            SsdpTask task = each.next();
            if (task.closed()) {
                task.release(endpoints);
                each.remove();
            } else {
                idle = Math.min(idle, turn(task));
            }
        }
        return idle;
    }

    /** One task's fault ends that task, at the next look at it, and no other. */
    private long turn(SsdpTask task) {
        try {
            return task.turn(endpoints);
        } catch (RuntimeException e) {
            task.brokeOff(e);
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

    private void read(Endpoint endpoint) {
        try {
            for (int i = 0; i < BURST; i++) {
                InetSocketAddress from = endpoint.receive(buffer.clear());
                if (from == null) {
                    return;
                }
                deliver(from, endpoint);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "Could not read at " + endpoint.path().origin() + ": " + e);
        }
    }

    private void deliver(InetSocketAddress from, Endpoint endpoint) {
        buffer.flip();
        if (buffer.limit() > LARGEST_DATAGRAM) {
            tell(endpoint, task -> task.useless(from.getAddress(), "is too large"));
            return;
        }
        SsdpMessage message = SsdpCodec.read(buffer);
        tell(endpoint, task -> task.hear(message, from.getAddress(), endpoint.path()));
    }

    /** A message that one task fails at ends none: whoever sent it would decide over searches. */
    private static void tell(Endpoint endpoint, Consumer<SsdpTask> news) {
        for (SsdpTask each : endpoint.users()) {
            try {
                news.accept(each);
            } catch (RuntimeException e) {
                // By kind alone: what is told once per reason must not be the sender's to vary.
                each.failed(
                        "A message could not be taken in: " + e.getClass().getSimpleName() + ".");
            }
        }
    }
}
