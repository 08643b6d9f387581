// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.internal.timing.ClockComparison;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Notices that this host got other addresses, or was asleep. The JDK tells neither: addresses are
 * compared, and the time of day with the time that stands still in sleep.
 */
final class HostWatch {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration JUMP = Duration.ofSeconds(30);

    /** Told on the watch's thread. */
    interface Listener {
        void moved();

        void slept();
    }

    private final Surroundings world;
    private final Listener listener;
    private final Alarm alarm;
    private Set<InetAddress> addresses = Set.of();
    private final ClockComparison clocks;
    private long nanos;

    HostWatch(Surroundings world, Listener listener) {
        this.world = world;
        this.listener = listener;
        this.alarm = new Alarm(world);
        this.clocks = new ClockComparison(world::nanos, world::wallMillis);
    }

    void start() {
        addresses = world.ownAddresses();
        nanos = world.nanos();
        clocks.ahead();
        alarm.in(EVERY, this::look);
    }

    void stop() {
        alarm.off();
    }

    private void look() {
        alarm.in(EVERY, this::look);
        // Windows and macOS count sleep as time: there the alarm comes too late.
        long now = world.nanos();
        Duration late = Duration.ofNanos(now - nanos).minus(EVERY);
        nanos = now;
        Duration passed = clocks.ahead().plus(late);
        boolean slept = passed.compareTo(JUMP) > 0 || late.compareTo(JUMP) > 0;
        Set<InetAddress> current = world.ownAddresses();
        boolean moved = !current.equals(addresses);
        addresses = current;
        if (slept) {
            listener.slept();
        } else if (moved) {
            listener.moved();
        }
    }
}
