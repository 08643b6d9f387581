// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

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
    private long wallMillis;
    private long nanos;

    HostWatch(Surroundings world, Listener listener) {
        this.world = world;
        this.listener = listener;
        this.alarm = new Alarm(world);
    }

    void start() {
        addresses = world.ownAddresses();
        note();
        alarm.in(EVERY, this::look);
    }

    void stop() {
        alarm.off();
    }

    private void note() {
        wallMillis = world.wallMillis();
        nanos = world.nanos();
    }

    private void look() {
        alarm.in(EVERY, this::look);
        // Windows and macOS count sleep as time: there the alarm comes too late.
        long wall = world.wallMillis() - wallMillis;
        long late = Duration.ofNanos(world.nanos() - nanos).minus(EVERY).toMillis();
        boolean slept = wall - EVERY.toMillis() > JUMP.toMillis() || late > JUMP.toMillis();
        Set<InetAddress> now = world.ownAddresses();
        boolean moved = !now.equals(addresses);
        addresses = now;
        note();
        if (slept) {
            listener.slept();
        } else if (moved) {
            listener.moved();
        }
    }
}
