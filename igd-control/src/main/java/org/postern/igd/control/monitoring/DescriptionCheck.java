// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.environment.PendingReadings;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.internal.timing.Alarm;

import java.time.Duration;

/**
 * Assesses a gateway again when there is a reason: at once when it does not answer as a gateway,
 * three times within three seconds at most. Reasons that come up meanwhile share one assessment, and
 * a rest follows each: whoever feigns reasons costs one now and then.
 */
final class DescriptionCheck {
    private static final Duration IN_ALL = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final Duration REST = Duration.ofSeconds(3);

    /** Called with the result. */
    interface Listener {
        void answered(Assessment now, boolean restartLikely);

        void dead(String explanation);
    }

    private final WatchEnvironment environment;
    private final DeviceLocation location;
    private final Listener listener;
    private final Alarm alarm;
    private final PendingReadings pending = new PendingReadings();
    private boolean running;
    private boolean restartLikely;
    private int tries;
    private long startNanos;
    private long endNanos;
    private boolean rested = true;
    private long dueNanos;

    DescriptionCheck(WatchEnvironment environment, DeviceLocation location, Listener listener) {
        this.environment = environment;
        this.location = location;
        this.listener = listener;
        this.alarm = new Alarm(environment);
    }

    void request(CheckReason reason) {
        restartLikely |= reason.restart();
        if (running) {
            return;
        }
        long now = environment.nanos();
        long due = now + reason.delay().toNanos();
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
        pending.cancel();
    }

    private void begin() {
        running = true;
        tries = 0;
        startNanos = environment.nanos();
        assess();
    }

    private void assess() {
        tries++;
        pending.follow(environment.assess(location, left()), this::onAssessed);
    }

    private Duration left() {
        return IN_ALL.minusNanos(environment.nanos() - startNanos);
    }

    private void onAssessed(Assessment now) {
        if (now.wan().isPresent()) {
            boolean restarted = restartLikely;
            end();
            listener.answered(now, restarted);
        } else if (tries < TRIES && left().compareTo(PAUSE) > 0) {
            alarm.in(PAUSE, this::assess);
        } else {
            end();
            listener.dead(now.explanation());
        }
    }

    private void end() {
        running = false;
        restartLikely = false;
        rested = false;
        endNanos = environment.nanos();
    }
}
