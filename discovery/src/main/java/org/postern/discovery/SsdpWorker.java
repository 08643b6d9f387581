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
    private final List<UdpSearch> running = new ArrayList<>();

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
        } catch (IOException e) {
            running.forEach(each -> each.failed("The search broke off: " + e.getMessage()));
        } finally {
            loop.leave(this, running);
            running.forEach(
                    each -> {
                        each.close();
                        each.release(endpoints);
                    });
        }
    }

    /** Lets every search send, and says how many nanoseconds there is nothing to do. */
    private long turn() {
        long idle = Long.MAX_VALUE;
        for (Iterator<UdpSearch> each = running.iterator(); each.hasNext(); ) {
            UdpSearch search = each.next();
            if (search.closed()) {
                search.release(endpoints);
                each.remove();
            } else {
                idle = Math.min(idle, search.turn(endpoints));
            }
        }
        return idle;
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
        } catch (IOException e) {
            LOG.log(
                    Level.DEBUG,
                    () -> "Could not read at " + endpoint.path().origin() + ": " + e.getMessage());
        }
    }

    private void deliver(InetSocketAddress from, Endpoint endpoint) {
        buffer.flip();
        if (buffer.limit() > LARGEST_DATAGRAM) {
            endpoint.users()
                    .forEach(each -> each.hearing().useless(from.getAddress(), "is too large"));
            return;
        }
        SsdpMessage message = SsdpCodec.read(buffer);
        endpoint.users()
                .forEach(each -> each.hearing().hear(message, from.getAddress(), endpoint.path()));
    }
}
