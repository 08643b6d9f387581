// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.events.Events;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.kept.PortReports;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.loop.Schedule;
import org.postern.port.keeper.loop.ScheduledTask;
import org.postern.port.keeper.state.PortState;
import org.postern.port.keeper.state.Term;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A kept port on one router: its state, timer and listener. Used by the keeper's thread. */
final class PortSession {
    /** After this many searches without an answer, a released port is closed by its record. */
    private static final int SEARCHES = 3;

    private final KeptEntry entry;
    private final PortReports reports;
    private final ScheduledTask alarm;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Reopening reopening = new Reopening();
    private PortState state;
    private List<LedgerEntry> standing = List.of();
    private long askedAt;
    private int failedSearches;

    /**
     * A port that is not kept yet; {@code due} is called with this session when the alarm fires.
     */
    PortSession(
            KeptEntry entry,
            PortState state,
            Events events,
            Schedule schedule,
            Consumer<PortSession> due) {
        this.entry = entry;
        this.state = state;
        this.reports = new PortReports(events, entry);
        this.alarm = new ScheduledTask(schedule, () -> due.accept(this));
    }

    KeptEntry entry() {
        return entry;
    }

    PortReports reports() {
        return reports;
    }

    PortState state() {
        return state;
    }

    void state(PortState next) {
        state = next;
    }

    /** Sets the alarm to the time that the state asks for. */
    void planWake() {
        long moment = state.isWanted() ? state.wakeAt() : Term.NEVER;
        if (alarm.at() != moment) {
            alarm.set(moment);
        }
    }

    /** What it is sorted by. */
    PortKey key() {
        return state.target().key();
    }

    boolean isHeld() {
        return state.isWanted() && state.lease().isPresent();
    }

    /** Whether it is wanted, not held, and retried soon. */
    boolean isWaiting() {
        return state.isWanted()
                && state.lease().isEmpty()
                && state.phase() == PortPhase.OPENING
                && !state.isAsked();
    }

    Reopening reopening() {
        return reopening;
    }

    /** Completes when the port is closed here; exceptionally if the router could not be reached. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** The router is being asked to open it. */
    void asked(long now, List<LedgerEntry> left) {
        askedAt = now;
        standing = left;
    }

    /** Another search for a lost number got no answer; whether that was the last one. */
    boolean searchFailed() {
        return ++failedSearches >= SEARCHES;
    }

    long askedAt() {
        return askedAt;
    }

    /** Of a pair that is being opened, the part that stays on the router if that fails. */
    List<LedgerEntry> standing() {
        return standing;
    }

    /** For a log or a debugger: all that is known of it. */
    @Override
    public String toString() {
        return entry.name() + ": " + state;
    }
}
