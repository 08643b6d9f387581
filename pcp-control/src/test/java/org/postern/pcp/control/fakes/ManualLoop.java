// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.fakes;

import org.postern.pcp.control.exchange.GroupSocket;
import org.postern.pcp.control.exchange.NetworkLoop;
import org.postern.pcp.control.exchange.UdpSocket;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A loop without a thread and without a network: tasks run in {@link #run()} and {@link #advance},
 * on the thread of the test; any thread may bring them. It holds what was sent, and gives it to a
 * {@link Peer}, if there is one.
 */
public final class ManualLoop implements NetworkLoop {
    /** Answers what is sent on a socket, at once or later. */
    @FunctionalInterface
    public interface Peer {
        void sent(ManualSocket socket, byte[] datagram) throws IOException;
    }

    private record Due(long nanos, Runnable task) {}

    private final ManualClock clock = new ManualClock();
    private final long start = clock.getAsLong();
    private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
    private final List<Due> due = new ArrayList<>();
    private final List<Runnable> last = new ArrayList<>();
    private final List<ManualSocket> sockets = new ArrayList<>();
    private Peer peer = (socket, datagram) -> {};
    private final Set<String> joined = new HashSet<>();
    private final Map<Boolean, GroupSocket.Receiver> listeners = new HashMap<>();
    private volatile boolean closed;

    /** A loop whose peer is silent. */
    public ManualLoop() {}

    public void peer(Peer other) {
        peer = other;
    }

    /** All sockets that were ever opened. */
    public List<ManualSocket> sockets() {
        return sockets;
    }

    /** Those that are open. */
    public long open() {
        return sockets.stream().filter(each -> !each.closed).count();
    }

    /** Since the start of the test. */
    public Duration elapsed() {
        return Duration.ofNanos(clock.getAsLong() - start);
    }

    /** Runs what has arrived and is due. */
    public void run() {
        advance(Duration.ZERO);
    }

    /** Lets time pass, and runs what falls due on the way, each at its moment. */
    public void advance(Duration time) {
        long end = clock.getAsLong() + time.toNanos();
        runArrived();
        while (true) {
            Due next = null;
            for (Due each : due) {
                if (each.nanos - end <= 0 && (next == null || each.nanos - next.nanos < 0)) {
                    next = each;
                }
            }
            if (next == null) {
                break;
            }
            due.remove(next);
            clock.advance(Duration.ofNanos(Math.max(0, next.nanos - clock.getAsLong())));
            next.task.run();
            runArrived();
        }
        clock.advance(Duration.ofNanos(end - clock.getAsLong()));
    }

    public void close() {
        closed = true;
        last.forEach(Runnable::run);
    }

    private void runArrived() {
        for (Runnable each = arrived.poll(); each != null; each = arrived.poll()) {
            each.run();
        }
    }

    @Override
    public long nanoTime() {
        return clock.getAsLong();
    }

    @Override
    public UdpSocket connect(InetAddress from, InetSocketAddress to, UdpSocket.Receiver receiver) {
        ManualSocket socket = new ManualSocket(to, receiver);
        sockets.add(socket);
        return socket;
    }

    @Override
    public GroupSocket listen(InetSocketAddress group, GroupSocket.Receiver receiver) {
        boolean ipv6 = isIpv6(group);
        listeners.put(ipv6, receiver);
        return new GroupSocket() {
            @Override
            public void join(NetworkInterface via) {
                joined.add(via.getName());
            }

            @Override
            public void close() {
                listeners.remove(ipv6);
            }
        };
    }

    /** Whether somebody listens to announcements. */
    public boolean isListening() {
        return !listeners.isEmpty();
    }

    /** The interfaces on which somebody does. */
    public Set<String> joined() {
        return joined;
    }

    /** A datagram to the group arrives. */
    public void announce(InetSocketAddress from, byte[] datagram) {
        execute(() -> listeners.get(isIpv6(from)).received(from, ByteBuffer.wrap(datagram)));
        run();
    }

    private static boolean isIpv6(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void atEnd(Runnable task) {
        last.add(task);
    }

    @Override
    public void execute(Runnable task) {
        if (!closed) {
            arrived.add(task);
        }
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Due one = new Due(clock.getAsLong() + delay.toNanos(), task);
        due.add(one);
        return () -> due.removeIf(each -> each == one);
    }

    /** A socket and when what was sent on it. */
    public final class ManualSocket implements UdpSocket {
        private final InetSocketAddress to;
        private final Receiver receiver;
        private final List<Long> sentMillis = new ArrayList<>();
        private final List<byte[]> sent = new ArrayList<>();
        private boolean closed;

        private ManualSocket(InetSocketAddress to, Receiver receiver) {
            this.to = to;
            this.receiver = receiver;
        }

        public InetSocketAddress to() {
            return to;
        }

        /** When something was sent, since the start of the test. */
        public List<Long> sentMillis() {
            return sentMillis;
        }

        /** What was sent. */
        public List<byte[]> sent() {
            return sent;
        }

        /** A datagram arrives after a while, unless the socket is closed by then. */
        public void receive(Duration delay, byte[] datagram) {
            after(
                    delay,
                    () -> {
                        if (!closed) {
                            receiver.received(ByteBuffer.wrap(datagram));
                        }
                    });
        }

        /** The peer's port is closed. */
        public void fail(IOException failure) {
            execute(() -> receiver.failed(failure));
        }

        @Override
        public void send(ByteBuffer datagram) throws IOException {
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            sent.add(bytes);
            sentMillis.add(elapsed().toMillis());
            peer.sent(this, bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
