// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.PortKey;
import org.postern.port.keeper.loop.LoopServices;
import org.postern.port.keeper.state.Term;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The calls to one router, in their order: closings that a caller waits for, leases that
 * end soon, ports to be opened, look-ups of those, other renewals, and in the background checks of
 * open ports and mappings of earlier runs. Used by the keeper's thread.
 */
public final class RouterQueue {
    /** Ports of one look-up at most. */
    public static final int BATCH = LookQueue.BATCH;

    private final LoopServices services;
    private final RouterPace pace;
    private final Visibility visibility;
    private final LookQueue looks;
    private final RenewalQueue renewals = new RenewalQueue();
    private final Map<PortKey, Supplier<Call>> openings = new LinkedHashMap<>();
    private final Supplier<Optional<Call>> leastUrgent;
    private final CallRunner calls;

    /**
     * An empty queue; {@code gateway} is what the router is reached by now. The next ports to
     * close, from {@code closings}, are not paced, since a caller waits for them;
     * {@code leastUrgent} gives the next call when nothing else is queued.
     */
    public RouterQueue(
            LoopServices services,
            RouterPace pace,
            Supplier<Gateway> gateway,
            RouterAnswers answers,
            Supplier<Optional<Call>> closings,
            Supplier<Optional<Call>> leastUrgent) {
        this.services = services;
        this.pace = pace;
        this.leastUrgent = leastUrgent;
        visibility = new Visibility(gateway);
        looks = new LookQueue(services, visibility, answers, this::proceed);
        calls = new CallRunner(services, pace, gateway, closings, this::nextUrgent, this::next);
    }

    /**
     * Opens a port; replaces all that is queued for it. The call is made when it is the next one.
     */
    public void open(PortKey key, Supplier<Call> call) {
        drop(key);
        openings.put(key, call);
    }

    /** Renews a lease. The call is made when it is the next one. */
    public void renew(PortKey key, Term term, Supplier<Call> call) {
        renewals.add(
                key,
                term,
                () -> {
                    looks.overtaken(key);
                    return call.get();
                });
    }

    /** Looks up a port that is to be opened; replaces all that is queued for it. */
    public void lookFirst(List<PortKey> keys) {
        drop(keys.get(0));
        looks.first(keys);
    }

    /** Looks up a port and the router's whole list; replaces all that is queued for the port. */
    public void search(List<PortKey> keys) {
        drop(keys.get(0));
        looks.search(keys);
    }

    /** Checks a port that is open, or held by another client. */
    public void check(List<PortKey> keys) {
        looks.check(keys);
    }

    /** Drops all that is queued for a port. */
    public void drop(PortKey key) {
        openings.remove(key);
        looks.drop(key);
        renewals.drop(key);
    }

    /** Whether the router shows single ports. */
    public boolean canLook() {
        return visibility.canLook();
    }

    /** Ports that wait for a check. */
    public int checks() {
        return looks.checks();
    }

    /** How many requests it takes to look up so many ports, judged by earlier answers. */
    public int questions(int ports) {
        return looks.questions(ports);
    }

    /** Begins a new round; running look-ups belong to an earlier one. */
    public void nextRound() {
        looks.nextRound();
    }

    /** The current round. */
    public int round() {
        return looks.round();
    }

    /** The end of the pause after a router did not answer; may be in the past. */
    public long pausedUntil(boolean toLook) {
        return toLook ? Math.max(calls.pausedUntil(), looks.pausedUntil()) : calls.pausedUntil();
    }

    /** The router may have been replaced or restarted: ends pauses and forgets refusals. */
    public void forgive() {
        calls.forgive();
        looks.forgive();
        visibility.forgive();
    }

    /** Uses a faster pace while many ports are restored. */
    public void restoring(boolean on) {
        pace.restoring(on);
    }

    /** Starts the calls that may start now. */
    public void proceed() {
        calls.pump();
    }

    /** From now on only closes ports, without a pace. */
    public void hurry() {
        calls.hurry();
        looks.endSearches();
    }

    /** Starts no further call. */
    public void end() {
        calls.end();
    }

    private Optional<Call> next(boolean background) {
        return nextUrgent()
                .or(this::nextOpening)
                .or(looks::nextFirst)
                .or(renewals::next)
                .or(() -> background ? looks.nextCheck() : Optional.empty())
                .or(() -> background ? leastUrgent.get() : Optional.empty());
    }

    private Optional<Call> nextUrgent() {
        return renewals.nextUrgent(services.now());
    }

    private Optional<Call> nextOpening() {
        if (openings.isEmpty()) {
            return Optional.empty();
        }
        PortKey key = openings.keySet().iterator().next();
        Supplier<Call> call = openings.remove(key);
        looks.overtaken(key);
        return Optional.ofNullable(call).map(Supplier::get);
    }
}
