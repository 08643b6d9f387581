// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.doctor.internal.host.KernelSocket;
import org.postern.doctor.timing.ParallelCalls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Watches whether connections to a port of this machine begin and are not completed, E20: they came
 * in, and the answer was lost. Closed by the thread that made it.
 */
public final class HalfOpenWatch implements AutoCloseable {
    /** A connection that comes about is half open for a round trip only. */
    private static final long LOOK_MILLIS = 150;

    private final TcpTable table;
    private final int port;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Future<?> watching;
    private volatile boolean seen;

    /** Begins to watch. */
    public HalfOpenWatch(TcpTable table, int port, ParallelCalls calls) {
        this.table = table;
        this.port = port;
        this.watching = calls.start(this::watch);
    }

    /** Whether one was half open from one look to the next. */
    public boolean hasSeen() {
        return seen;
    }

    private boolean watch() throws IOException, InterruptedException {
        Set<InetSocketAddress> before = Set.of();
        while (!end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            Set<InetSocketAddress> now = halfOpen();
            seen |= now.stream().anyMatch(before::contains);
            before = now;
        }
        return seen;
    }

    private Set<InetSocketAddress> halfOpen() throws IOException {
        return table.read().stream()
                .filter(each -> each.local().getPort() == port)
                .filter(each -> each.state() == KernelSocket.SYN_RECEIVED)
                .map(KernelSocket::remote)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        end.countDown();
        watching.cancel(true);
    }
}
