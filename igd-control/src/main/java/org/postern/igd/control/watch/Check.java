// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.Worth;

import java.time.Duration;

/**
 * Reads the description of a suspected gateway again: at once when it refuses, three times within
 * three seconds at most. Suspicions that come meanwhile share one reading, and a rest follows each:
 * whoever feigns suspicions costs a reading now and then.
 */
final class Check {
    private static final Duration IN_ALL = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final Duration REST = Duration.ofSeconds(3);

    /** Told how it ended. */
    interface Verdict {
        void answered(GatewayReading reading, boolean restartLikely);

        void dead(String reason);
    }

    private final Surroundings world;
    private final Origin origin;
    private final Verdict verdict;
    private final Alarm alarm;
    private final OpenReadings open = new OpenReadings();
    private boolean running;
    private boolean restartLikely;
    private int tries;
    private long startNanos;
    private long endNanos;
    private boolean rested = true;
    private long dueNanos;

    Check(Surroundings world, Origin origin, Verdict verdict) {
        this.world = world;
        this.origin = origin;
        this.verdict = verdict;
        this.alarm = new Alarm(world);
    }

    void soon(Suspicion why) {
        restartLikely |= why.restart();
        if (running) {
            return;
        }
        long now = world.nanos();
        long due = now + why.delay().toNanos();
        if (!rested && endNanos + REST.toNanos() - due > 0) {
            due = endNanos + REST.toNanos();
        }
        if (!alarm.isSet() || due - dueNanos < 0) {
            dueNanos = due;
            alarm.in(Duration.ofNanos(due - now), this::begin);
        }
    }

    void stop() {
        alarm.off();
        open.cancel();
    }

    private void begin() {
        running = true;
        tries = 0;
        startNanos = world.nanos();
        read();
    }

    private void read() {
        tries++;
        open.follow(world.read(origin, left()), this::onRead);
    }

    private Duration left() {
        return IN_ALL.minusNanos(world.nanos() - startNanos);
    }

    private void onRead(GatewayReading reading) {
        boolean gateway = reading.worth().compareTo(Worth.SILENT) <= 0;
        if (gateway) {
            boolean restarted = restartLikely;
            end();
            verdict.answered(reading, restarted);
        } else if (tries < TRIES && left().compareTo(PAUSE) > 0) {
            alarm.in(PAUSE, this::read);
        } else {
            end();
            verdict.dead(reading.says());
        }
    }

    private void end() {
        running = false;
        restartLikely = false;
        rested = false;
        endNanos = world.nanos();
    }
}
