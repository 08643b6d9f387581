// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.environment;

import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.internal.timing.ClockComparison;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Notices that this host got other addresses, or was asleep. The JDK reports neither: addresses are
 * compared, and so are the time of day and the clock that may stand still in sleep.
 */
public final class HostMonitor {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration JUMP = Duration.ofSeconds(30);

    /** Called on the watch's thread. */
    public interface Listener {
        /** This host has other addresses than before. */
        void addressesChanged();

        /** This host was asleep, or its clock was set. */
        void wokeUp();
    }

    private final WatchEnvironment environment;
    private final Listener listener;
    private final Alarm alarm;
    private final ClockComparison clocks;
    private Set<InetAddress> addresses = Set.of();
    private long nanos;

    public HostMonitor(WatchEnvironment environment, Listener listener) {
        this.environment = environment;
        this.listener = listener;
        this.alarm = new Alarm(environment);
        this.clocks = new ClockComparison(environment::nanos, environment::wallMillis);
    }

    public void start() {
        addresses = environment.ownAddresses();
        nanos = environment.nanos();
        clocks.ahead();
        alarm.in(PERIOD, this::check);
    }

    public void stop() {
        alarm.off();
    }

    private void check() {
        alarm.in(PERIOD, this::check);
        // Windows and macOS count sleep as time: there the alarm comes too late.
        long now = environment.nanos();
        Duration late = Duration.ofNanos(now - nanos).minus(PERIOD);
        nanos = now;
        Duration passed = clocks.ahead().plus(late);
        boolean slept = passed.compareTo(JUMP) > 0 || late.compareTo(JUMP) > 0;
        Set<InetAddress> current = environment.ownAddresses();
        boolean changed = !current.equals(addresses);
        addresses = current;
        if (slept) {
            listener.wokeUp();
        } else if (changed) {
            listener.addressesChanged();
        }
    }
}
