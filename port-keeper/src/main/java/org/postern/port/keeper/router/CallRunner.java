// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.port.keeper.loop.LoopServices;
import org.postern.port.keeper.loop.Schedule;
import org.postern.port.keeper.state.RetryRule;
import org.postern.port.keeper.state.RetryWaits;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the calls to one router: two at once, or eight where each is one datagram, at its pace except
 * for closing, more only for leases that are about to end and at the stop, and after several failures
 * in a row one at a time with growing pauses. Used by the keeper's thread.
 */
final class CallRunner {
    /** At once while leases are about to end, which happens if many requests are lost. */
    private static final int MOST_URGENT = 4;

    /**
     * At once when the keeper stops: what a router has confirmed, it may show for two seconds more
     * (quirk A45), which must not keep the other ports from being closed in time.
     */
    private static final int MOST_LAST = 64;

    /** After so much time without an end of a call, more are made at the stop. */
    private static final long PATIENCE = Duration.ofMillis(100).toNanos();

    /** From then on one more in this time, also where this thread comes to run later. */
    private static final Duration CLOSING_STEP = Duration.ofMillis(25);

    /**
     * A call that lasts longer hangs, on a router that died while it answered: a question about 64
     * ports takes 30 seconds where each costs a request.
     */
    private static final long DEADLINE = Duration.ofMinutes(2).toNanos();

    /** After this many failures in a row, the router is assumed to be the cause, not one port. */
    private static final int BAD_LUCK = 3;

    private static final System.Logger LOG = System.getLogger("org.postern.port-keeper");

    private final LoopServices services;
    private final RouterPace pace;
    private final Supplier<Gateway> gateway;
    private final Supplier<Optional<Call>> closings;
    private final Supplier<Optional<Call>> urgent;
    private final Function<Boolean, Optional<Call>> next;
    private final IdentityHashMap<Call, Schedule.Entry> deadlines = new IdentityHashMap<>();
    private int running;
    private int background;
    private int silence;
    private long answered;
    private long lastEnd;
    private int mostClosing;
    private long widened;
    private long pausedUntil;
    private boolean hurried;
    private boolean ended;
    private Schedule.@Nullable Entry alarm;

    /**
     * Calls of one router; {@code closings} gives the next port to close, which is not paced, since
     * a caller waits for it, {@code urgent} the next renewal of a lease that is about to end, and
     * {@code next} the next piece of other work, given whether
     * background work may be it.
     */
    CallRunner(
            LoopServices services,
            RouterPace pace,
            Supplier<Gateway> gateway,
            Supplier<Optional<Call>> closings,
            Supplier<Optional<Call>> urgent,
            Function<Boolean, Optional<Call>> next) {
        this.services = services;
        this.pace = pace;
        this.gateway = gateway;
        this.closings = closings;
        this.urgent = urgent;
        this.next = next;
        this.answered = services.now();
    }

    /** Starts the calls that may start now, and plans the rest. */
    void pump() {
        while (!ended && running < most()) {
            long pause = hurried ? 0 : pausedUntil - services.now();
            Optional<Call> closing = pause > 0 ? Optional.empty() : closings.get();
            long wait = closing.isPresent() || hurried ? 0 : Math.max(pace.room(), pause);
            if (wait > 0) {
                pumpIn(wait);
                return;
            }
            Optional<Call> call =
                    closing.isPresent() || hurried
                            ? closing
                            : next.apply(background < RouterPace.CALLS - 1);
            if (call.isEmpty()) {
                return;
            }
            start(call.get());
        }
        pumpUrgent();
    }

    private int most() {
        return hurried ? mostClosing : silence >= BAD_LUCK ? 1 : pace.calls();
    }

    private void pumpUrgent() {
        while (!ended && !hurried && running < MOST_URGENT) {
            long wait = Math.max(pace.room(), pausedUntil - services.now());
            Optional<Call> call = wait > 0 ? Optional.empty() : urgent.get();
            if (call.isEmpty()) {
                return;
            }
            start(call.get());
        }
    }

    /** The router may have been replaced or restarted: ends a pause. */
    void forgive() {
        silence = 0;
        pausedUntil = 0;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    /** The keeper stops: only closes ports, without pauses, and does not wait for running calls. */
    void hurry() {
        hurried = true;
        running = 0;
        mostClosing = pace.calls();
        lastEnd = services.now();
        widened = lastEnd;
        closeMore();
    }

    private void closeMore() {
        if (ended) {
            return;
        }
        long step = CLOSING_STEP.toNanos();
        long since = services.now() - Math.max(widened, lastEnd + PATIENCE - step);
        if (since >= step) {
            mostClosing = (int) Math.min(MOST_LAST, mostClosing + since / step);
            widened = services.now();
            pump();
        }
        // The schedule is closed by now.
        services.loop().after(CLOSING_STEP, this::closeMore);
    }

    /** Starts no further call. */
    void end() {
        ended = true;
        if (alarm != null) {
            services.schedule().cancel(alarm);
        }
    }

    private void pumpIn(long wait) {
        long at = services.now() + wait;
        if (alarm != null) {
            if (alarm.at() <= at) {
                return;
            }
            services.schedule().cancel(alarm);
        }
        alarm =
                services.schedule()
                        .at(
                                at,
                                () -> {
                                    alarm = null;
                                    pump();
                                });
    }

    private void start(Call call) {
        running++;
        background += call.isBackground() ? 1 : 0;
        boolean inAHurry = hurried;
        Gateway asked = gateway.get();
        InterruptibleTask task = new InterruptibleTask(() -> ask(call, asked, inAHurry));
        deadlines.put(call, services.schedule().at(services.now() + DEADLINE, task::interrupt));
        try {
            services.workers().execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // The latter where the system has no thread left.
            services.loop()
                    .execute(
                            () ->
                                    done(
                                            call,
                                            inAHurry,
                                            () -> call.failed(failure(asked, e, "no thread"))));
        }
    }

    /** On a worker thread. */
    private void ask(Call call, Gateway asked, boolean inAHurry) {
        Runnable follow;
        try {
            Runnable good = call.ask(asked, pace);
            follow =
                    () -> {
                        answered();
                        good.run();
                    };
        } catch (GatewayException e) {
            follow = () -> failed(call, e);
        } catch (InterruptedException e) {
            follow = () -> failed(call, failure(asked, e, "no answer in time"));
        } catch (RuntimeException | Error e) {
            // Errors as well: the bundle of the control protocol may be stopping.
            LOG.log(Level.WARNING, "A control protocol failed unexpectedly.", e);
            follow = () -> failed(call, failure(asked, e, "internal error: " + e));
        }
        Runnable done = follow;
        services.loop().execute(() -> done(call, inAHurry, done));
    }

    private void done(Call call, boolean inAHurry, Runnable follow) {
        services.schedule().cancel(Objects.requireNonNull(deadlines.remove(call)));
        background -= call.isBackground() ? 1 : 0;
        if (inAHurry == hurried) {
            running--;
            lastEnd = services.now();
        }
        if (!ended) {
            follow.run();
            pump();
        }
    }

    private void failed(Call call, GatewayException failure) {
        if (RetryRule.of(failure) == RetryRule.SOON) {
            silence++;
            if (silence >= BAD_LUCK) {
                long now = services.now();
                long pause = RetryWaits.SOON.nanos(silence - BAD_LUCK + 1, services.jitter());
                // On a line that loses packets the router is there: leases must not lapse
                // meanwhile.
                pausedUntil = now + Math.min(pause, (now - answered) / 2);
            }
        } else {
            answered();
        }
        call.failed(failure);
    }

    private void answered() {
        silence = 0;
        answered = services.now();
    }

    private static GatewayException failure(Gateway asked, Throwable cause, String reason) {
        return new GatewayException(
                Reason.UNREACHABLE, place(asked) + " could not be asked: " + reason + ".", cause);
    }

    /** A gateway that fails may fail to give its address, too. */
    private static String place(Gateway asked) {
        try {
            return asked.info().address().getHostAddress();
        } catch (RuntimeException | LinkageError e) {
            return "The gateway";
        }
    }
}
