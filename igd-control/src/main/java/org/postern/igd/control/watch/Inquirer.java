// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.internal.timing.Jitter;
import org.postern.igd.control.search.WanFacts;
import org.postern.igd.control.search.WanSide;

import java.time.Duration;

/**
 * Asks a gateway how it is: now and then, and out of turn when there is a reason. However many
 * reasons there are, it is asked as often as its allowance is.
 */
final class Inquirer {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** After the last of several events. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    /** Longer than any router has been up. */
    private static final Duration UNKNOWN = Duration.ofDays(36_500);

    /** Told what came out. */
    interface Reader {
        void answered(WanFacts facts, Duration elapsed);
    }

    private final Surroundings world;
    private final WanSide wan;
    private final Duration poll;
    private final Jitter chance;
    private final Reader reader;
    private final Alarm turn;
    private final Alarm outOfTurn;
    private final Allowance allowance;
    private final RetrySchedule impatience;
    private final OpenReadings open = new OpenReadings();
    private boolean asking;
    private long askedNanos;
    private boolean timeKnown = true;

    Inquirer(Surroundings world, WanSide wan, Duration poll, Jitter chance, Reader reader) {
        this.world = world;
        this.wan = wan;
        this.poll = poll;
        this.chance = chance;
        this.reader = reader;
        this.turn = new Alarm(world);
        this.outOfTurn = new Alarm(world);
        this.allowance = new Allowance(world);
        this.impatience = new RetrySchedule(chance);
        this.askedNanos = world.nanos();
    }

    void start() {
        turn.in(RetrySchedule.spread(poll, chance), this::ask);
    }

    /** What changed while it was sent may never be told (quirk G9). */
    void eventCame() {
        askIn(RetrySchedule.spread(AFTERWARDS, chance));
    }

    /**
     * Whether what is known of the address may soon be wrong, and no event tell so. Then it is
     * asked again, ever more rarely, and in the end not out of turn any more.
     */
    void doubtsAddress(boolean doubtful) {
        if (!doubtful) {
            impatience.reset();
        } else if (impatience.patient() && !outOfTurn.isSet()) {
            askIn(impatience.next());
        }
    }

    void askNow() {
        askIn(Duration.ZERO);
    }

    /** The clock stood still. */
    void forgetTime() {
        timeKnown = false;
    }

    void stop() {
        turn.off();
        outOfTurn.off();
        open.cancel();
    }

    private void askIn(Duration pause) {
        Duration least = allowance.pause();
        outOfTurn.in(pause.compareTo(least) > 0 ? pause : least, this::askOutOfTurn);
    }

    private void askOutOfTurn() {
        if (asking) {
            // The question of the moment may have been too early.
            askIn(AFTERWARDS);
        } else {
            allowance.use();
            ask();
        }
    }

    private void ask() {
        if (!asking) {
            asking = true;
            open.follow(wan.ask(TIMEOUT), this::onFacts);
        }
    }

    private void onFacts(WanFacts facts) {
        asking = false;
        Duration elapsed = timeKnown ? Duration.ofNanos(world.nanos() - askedNanos) : UNKNOWN;
        askedNanos = world.nanos();
        timeKnown = true;
        start();
        reader.answered(facts, elapsed);
    }
}
