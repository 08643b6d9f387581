// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachListener;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.PortKeeper;
import org.postern.doctor.internal.listeners.ListenerShield;
import org.postern.doctor.internal.threads.LoopThread;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at the ports of a keeper from outside, one after the other, on a thread of its own,
 * {@code postern-reach}. Safe for several threads.
 */
public final class ReachChecks implements ReachWatch {
    /** A quarter of what a helper allows, which others of this network may ask, too. */
    private static final Duration PACE = Duration.ofSeconds(4);

    /** After an internal error, which must not fill the log. */
    private static final int PACES_AFTER_FAILURE = 30;

    private static final String LOGGER = "org.postern.doctor";

    /** The thread ends at once when it is interrupted; this only bounds what should not happen. */
    private static final Duration JOIN = Duration.ofSeconds(1);

    private final PortKeeper keeper;
    private final PortQuestion question;
    private final ReachListener listener;
    private final Clock clock;
    private final Duration pace;
    private final LoopThread thread = new LoopThread("postern-reach");
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile List<PortReach> found = List.of();
    private volatile Watch watch = () -> {};

    // The thread's own.
    private final ReachPlan plan = new ReachPlan();
    private Future<?> planned = new FutureTask<>(() -> null);
    private long nextNanos = System.nanoTime();

    private ReachChecks(
            PortKeeper keeper,
            PortQuestion question,
            ReachListener listener,
            Clock clock,
            Duration pace) {
        this.keeper = keeper;
        this.question = question;
        this.listener = listener;
        this.clock = clock;
        this.pace = pace;
    }

    /**
     * Begins.
     *
     * @param keeper whose ports
     * @param question asks the helper
     * @param listener told of each change
     * @param clock tells when something was found
     */
    public static ReachChecks start(
            PortKeeper keeper, PortQuestion question, ReachListener listener, Clock clock) {
        return start(keeper, question, listener, clock, PACE);
    }

    static ReachChecks start(
            PortKeeper keeper,
            PortQuestion question,
            ReachListener listener,
            Clock clock,
            Duration pace) {
        ReachChecks checks = new ReachChecks(keeper, question, listener, clock, pace);
        checks.watch = keeper.watch(event -> checks.wake());
        checks.wake();
        return checks;
    }

    @Override
    public List<PortReach> ports() {
        return found;
    }

    /** Whether it was closed. */
    public boolean ended() {
        return thread.isShutdown();
    }

    /** Something may be open that was not. A burst of events is one reason. */
    private void wake() {
        if (!woken.getAndSet(true)) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException e) {
                // It has ended.
                woken.set(true);
            }
        }
    }

    private void look() {
        woken.set(false);
        planned.cancel(false);
        try {
            plan.update(ReachTarget.all(keeper), System.nanoTime());
            if (System.nanoTime() - nextNanos >= 0) {
                check();
            }
            found = plan.found();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            System.getLogger(LOGGER).log(Level.WARNING, "Ports were not checked from outside.", e);
            nextNanos = System.nanoTime() + pace.multipliedBy(PACES_AFTER_FAILURE).toNanos();
        }
        plan();
    }

    private void check() throws InterruptedException {
        Optional<ReachCheck> due = plan.due(System.nanoTime());
        if (due.isPresent()) {
            PortReach reach = due.get().ask(question, clock.instant());
            boolean news = plan.found(due.get(), reach, System.nanoTime());
            nextNanos = System.nanoTime() + pace.toNanos();
            found = plan.found();
            if (news && !ended()) {
                ListenerShield.call(
                        LOGGER, "A listener of checks from outside", () -> listener.changed(reach));
            }
        }
    }

    private void plan() {
        long now = System.nanoTime();
        OptionalLong pause = plan.pauseNanos(now);
        if (pause.isPresent() && !ended()) {
            long nanos = Math.max(pause.getAsLong(), nextNanos - now);
            planned = thread.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        watch.close();
        thread.shutdownNow();
        thread.join(JOIN);
    }
}
