// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.host.KernelCounters.Packets;
import org.postern.doctor.timing.Pause;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts the packets over IPv4 that arrived at this machine and were given to nobody, E9: those
 * that its own firewall drops, whose rules only root may read. Known on Linux only. What others
 * send to groups that nobody here has joined counts as well, so the usual groups are joined until
 * the counter is closed, and the rest is measured while nothing is asked. Safe for several threads.
 */
public final class DroppedPacketCounter implements AutoCloseable {
    /** Long enough to notice a stream, such as of television. */
    private static final Duration QUIET = Duration.ofMillis(400);

    /** How many packets came since the machine started. */
    @FunctionalInterface
    interface Total {
        /** Fails on systems that do not count them. */
        Packets packets() throws IOException;
    }

    private final Total total;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final Runnable leaveGroups;

    /** All quiet times together. Guarded by this. */
    private long quietNanos;

    /** What was dropped in all quiet times. Guarded by this. */
    private long quietCount;

    /** Of that, what was sent to no group. Guarded by this. */
    private long quietUnicast;

    DroppedPacketCounter(Total total, LongSupplier nanoTime, Pause pause, Runnable leaveGroups) {
        this.total = total;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.leaveGroups = leaveGroups;
    }

    /** Joins the groups; never fails. */
    public static DroppedPacketCounter open() {
        return new DroppedPacketCounter(
                KernelCounters::packets,
                System::nanoTime,
                Thread::sleep,
                JoinedGroups.everywhere()::close);
    }

    /**
     * Measures for 0.4 seconds how many packets come unasked; blocks meanwhile. Nothing that is
     * answered may have been sent shortly before, nor be sent meanwhile. May be done before or
     * after what is counted, and repeatedly. At once on systems that do not count.
     *
     * @throws InterruptedException when the calling thread is interrupted
     */
    public void measureNoise() throws InterruptedException {
        Optional<Packets> before = read();
        if (before.isEmpty()) {
            return;
        }
        long start = nanoTime.getAsLong();
        pause.millis(QUIET.toMillis());
        Optional<Packets> after = read();
        if (after.isPresent()) {
            synchronized (this) {
                quietNanos += nanoTime.getAsLong() - start;
                quietCount += dropped(before.get(), after.get());
                quietUnicast += unicast(before.get(), after.get());
            }
        }
    }

    /** Begins to count. */
    public Count start() {
        return new Count(read(), nanoTime.getAsLong());
    }

    /** Empty on systems that do not count. */
    private Optional<Packets> read() {
        try {
            return Optional.of(total.packets());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long dropped(Packets before, Packets after) {
        return Math.max(0, after.dropped() - before.dropped());
    }

    /** At least so many of those were sent to no group: any other may have been delivered. */
    private static long unicast(Packets before, Packets after) {
        return Math.max(0, dropped(before, after) - (after.toGroups() - before.toGroups()));
    }

    private synchronized DroppedPackets judge(Packets before, Packets after, long nanos) {
        long count = dropped(before, after);
        if (quietNanos == 0) {
            return count == 0 ? new DroppedPackets(true, 0, 0) : DroppedPackets.NOT_MEASURED;
        }
        double quietTimes = (double) nanos / quietNanos;
        return new DroppedPackets(
                true,
                count,
                quietCount * quietTimes,
                unicast(before, after),
                quietUnicast * quietTimes);
    }

    /** Leaves the groups. */
    @Override
    public void close() {
        leaveGroups.run();
    }

    /** A count that goes on until it is ended. Safe for several threads. */
    public final class Count {
        private final Optional<Packets> before;
        private final long start;

        /** Guarded by this, as the next. */
        private Optional<Packets> after = Optional.empty();

        private long end;

        private Count(Optional<Packets> before, long start) {
            this.before = before;
            this.start = start;
        }

        /** Ends it: what comes later does not count. */
        public synchronized void stop() {
            after = read();
            end = nanoTime.getAsLong();
        }

        /**
         * What came since it began, until now or its end, with the noise of that time by what has
         * been measured by now.
         *
         * @return not measured on systems that do not count, and where something came and the noise
         *     was never measured
         */
        public synchronized DroppedPackets soFar() {
            Optional<Packets> now = after.isPresent() ? after : read();
            if (before.isEmpty() || now.isEmpty()) {
                return DroppedPackets.NOT_MEASURED;
            }
            long until = after.isPresent() ? end : nanoTime.getAsLong();
            return judge(before.get(), now.get(), until - start);
        }
    }
}
