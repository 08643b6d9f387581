// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachListener;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.hooks.ProgramRun.Outcome;
import org.postern.shell.commands.hooks.WaitingEvents.Waiting;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs a program on each event, one at a time and from a thread of its own, so that a program that
 * hangs delays neither the keeper nor the command. Does nothing where the user names no program.
 */
public final class EventProgram implements KeeperListener, ReachListener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.postern.shell-commands");

    /** For a program to be ended. */
    private static final long JOIN_MILLIS = 100;

    private final Optional<Path> program;
    private final Consumer<String> messages;
    private final RunTimes times;
    private final PreviousPlaces previous = new PreviousPlaces();
    private final Thread thread = new Thread(this::runAll, "postern-exec");

    // Guarded by this.
    private final WaitingEvents waiting;
    private int dropped;
    private boolean closed;

    /** Whether the last run failed, which is reported once. Used by the thread. */
    private boolean isFailing;

    EventProgram(Optional<Path> program, Consumer<String> messages, RunTimes times, int capacity) {
        this.program = program;
        this.messages = messages;
        this.times = times;
        this.waiting = new WaitingEvents(capacity);
    }

    /**
     * Waits for events.
     *
     * @param program its full path; empty for none
     * @param messages gets lines for the user, from any thread; must not block
     */
    public static EventProgram start(Optional<Path> program, Consumer<String> messages) {
        EventProgram started =
                new EventProgram(
                        program,
                        messages,
                        new RunTimes(System::nanoTime, RunTimes.LONGEST_RUN, RunTimes.ENDING),
                        WaitingEvents.CAPACITY);
        started.start();
        return started;
    }

    void start() {
        thread.setDaemon(true);
        if (program.isPresent()) {
            thread.start();
        }
    }

    /** Runs it on the events of a keeper, until the watch is closed. */
    public Watch watch(PortKeeper keeper) {
        return program.isPresent() ? keeper.watch(this) : () -> {};
    }

    @Override
    public void happened(KeeperEvent event) {
        if (program.isPresent()) {
            add(HookEvent.of(event));
        }
    }

    @Override
    public void changed(PortReach reach) {
        if (program.isPresent()) {
            add(HookEvent.of(reach));
        }
    }

    private synchronized void add(HookEvent event) {
        if (!closed && !waiting.add(event)) {
            dropped++;
        }
        notifyAll();
    }

    /** The command ends, and so do the runs, after a short time in which ports are closed. */
    public synchronized void ending() {
        times.end();
        notifyAll();
    }

    /** Takes no events any more, and waits for the runs of those that came. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            ending();
        }
        try {
            thread.join(times.untilEnd().toMillis() + JOIN_MILLIS);
        } catch (InterruptedException e) {
            times.endNow();
            Thread.currentThread().interrupt();
        }
        reportDropped(forgetWaiting());
    }

    private void runAll() {
        try {
            for (Optional<Waiting> next = next(); next.isPresent(); next = next()) {
                run(next.get());
                reportDropped(forgetDropped());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty when no more events come, or there is no time for them. */
    private synchronized Optional<Waiting> next() throws InterruptedException {
        while (!closed && waiting.size() == 0) {
            wait();
        }
        if (times.isEnded()) {
            return Optional.empty();
        }
        return times.isEnding() ? waiting.takeClosing() : waiting.take();
    }

    private synchronized boolean isAwaited() {
        return waiting.size() > 0;
    }

    private void run(Waiting next) throws InterruptedException {
        HookEvent event = next.event();
        Map<String, String> variables = previous.with(event);
        variables.put(EventVariables.OVERTAKEN, String.valueOf(next.overtaken()));
        boolean beganBefore = !times.isEnding();
        times.begin();
        try {
            LOG.log(Level.DEBUG, "Runs {0} on {1}.", program.orElseThrow(), event.name());
            ended(
                    ProgramRun.run(
                            program.orElseThrow(), variables, () -> times.isOverdue(isAwaited())),
                    event,
                    beganBefore);
        } catch (IOException e) {
            failed(event, "could not be run: " + e.getMessage());
        }
    }

    /** Ctrl-C ends the program as well, which is no failure. */
    private void ended(Outcome outcome, HookEvent event, boolean beganBefore) {
        outcome.output().forEach(messages);
        if (outcome.isCut()) {
            messages.accept("(What " + name() + " printed beyond that is not shown.)");
        }
        if (outcome.isSuccess()) {
            isFailing = false;
        } else if (!(beganBefore && times.isEnding())) {
            failed(
                    event,
                    outcome.exitCode().isPresent()
                            ? "failed with exit code " + outcome.exitCode().getAsInt() + "."
                            : "was ended, since it took too long: "
                                    + times.longestRun().toSeconds()
                                    + " s is the limit, and less when the command ends.");
        }
    }

    private void failed(HookEvent event, String what) {
        if (!isFailing) {
            messages.accept(
                    "Warning: "
                            + name()
                            + ", run on "
                            + event.name()
                            + ", "
                            + what
                            + " Further failures are not reported until it succeeds.");
        }
        isFailing = true;
    }

    /** Only once no event waits, so that a burst is reported once. */
    private synchronized int forgetDropped() {
        int number = waiting.size() == 0 ? dropped : 0;
        dropped -= number;
        return number;
    }

    private synchronized int forgetWaiting() {
        int number = dropped + waiting.size();
        waiting.clear();
        dropped = 0;
        return number;
    }

    private void reportDropped(int number) {
        if (number > 0) {
            messages.accept(
                    "Note: "
                            + name()
                            + " was not run on "
                            + number
                            + (number == 1 ? " event" : " events")
                            + ", for which there was no time.");
        }
    }

    private String name() {
        return "'" + program.map(Path::getFileName).map(Path::toString).orElse("") + "'";
    }
}
