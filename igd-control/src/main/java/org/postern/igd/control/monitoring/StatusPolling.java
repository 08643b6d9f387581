// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.postern.igd.control.assessment.WanAnswers;
import org.postern.igd.control.assessment.WanConnection;
import org.postern.igd.control.environment.PendingReadings;
import org.postern.igd.control.environment.RetrySchedule;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.internal.timing.Jitter;

import java.time.Duration;

/**
 * Asks a gateway for its status and address: periodically, and out of turn when there is a reason, as
 * often as the {@link RateAllowance} permits.
 */
final class StatusPolling {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** After the last of several events. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    /** Longer than any router has been up. */
    private static final Duration UNKNOWN = Duration.ofDays(36_500);

    /** Called with the answers. */
    interface Receiver {
        void answered(WanAnswers answers, Duration elapsed);
    }

    private final WatchEnvironment environment;
    private final WanConnection wan;
    private final Duration poll;
    private final Jitter jitter;
    private final Receiver receiver;
    private final Alarm turn;
    private final Alarm outOfTurn;
    private final RateAllowance allowance;
    private final RetrySchedule schedule;
    private final PendingReadings pending = new PendingReadings();
    private boolean asking;
    private long askedNanos;
    private boolean elapsedKnown = true;

    StatusPolling(
            WatchEnvironment environment,
            WanConnection wan,
            Duration poll,
            Jitter jitter,
            Receiver receiver) {
        this.environment = environment;
        this.wan = wan;
        this.poll = poll;
        this.jitter = jitter;
        this.receiver = receiver;
        this.turn = new Alarm(environment);
        this.outOfTurn = new Alarm(environment);
        this.allowance = new RateAllowance(environment);
        this.schedule = new RetrySchedule(jitter);
        this.askedNanos = environment.nanos();
    }

    void start() {
        turn.in(RetrySchedule.varied(poll, jitter), this::ask);
    }

    /** An event came, and may not tell what changed while it was sent (quirk G9). */
    void eventCame() {
        askIn(RetrySchedule.varied(AFTERWARDS, jitter));
    }

    /**
     * Takes whether the known address may be out of date without an event that tells so. Then the
     * gateway is asked again, ever more rarely, and in the end not out of turn any more.
     */
    void setAddressDoubtful(boolean doubtful) {
        if (!doubtful) {
            schedule.reset();
        } else if (schedule.isSoon() && !outOfTurn.isSet()) {
            askIn(schedule.next());
        }
    }

    void askNow() {
        askIn(Duration.ZERO);
    }

    /** The clock may have stood still since the last answers. */
    void forgetElapsed() {
        elapsedKnown = false;
    }

    void stop() {
        turn.off();
        outOfTurn.off();
        pending.cancel();
    }

    private void askIn(Duration pause) {
        Duration least = allowance.pause();
        outOfTurn.in(pause.compareTo(least) > 0 ? pause : least, this::askOutOfTurn);
    }

    private void askOutOfTurn() {
        if (asking) {
            // The pending question may have been too early.
            askIn(AFTERWARDS);
        } else {
            allowance.use();
            ask();
        }
    }

    private void ask() {
        if (!asking) {
            asking = true;
            pending.follow(wan.ask(TIMEOUT), this::onAnswers);
        }
    }

    private void onAnswers(WanAnswers answers) {
        asking = false;
        Duration elapsed =
                elapsedKnown ? Duration.ofNanos(environment.nanos() - askedNanos) : UNKNOWN;
        askedNanos = environment.nanos();
        elapsedKnown = true;
        start();
        receiver.answered(answers, elapsed);
    }
}
