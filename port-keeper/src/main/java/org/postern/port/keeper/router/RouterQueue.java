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
 * What one router is asked, and in which order: what is closed for somebody who waits, leases that
 * end soon, ports to be opened, looks at those, other renewals, and in the background looks at what
 * is open and what is left of earlier runs. Used by the keeper's thread.
 */
public final class RouterQueue {
    /** Ports of one look at most. */
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
     * Asks nothing yet.
     *
     * @param gateway by which the router is reached now
     * @param answers takes what is seen
     * @param closings the next ports to close, for which somebody waits: not paced
     * @param leastUrgent what is done when there is nothing else to do
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
        calls = new CallRunner(services, pace, gateway, closings, this::next);
    }

    /**
     * Opens a port, in place of all that waits for it.
     *
     * @param call made when its turn has come
     */
    public void open(PortKey key, Supplier<Call> call) {
        drop(key);
        openings.put(key, call);
    }

    /**
     * Renews a lease.
     *
     * @param call made when its turn has come
     */
    public void renew(PortKey key, Term term, Supplier<Call> call) {
        renewals.add(
                key,
                term,
                () -> {
                    looks.overtaken(key);
                    return call.get();
                });
    }

    /** Looks at a port that is to be opened, in place of all that waits for it. */
    public void lookFirst(List<PortKey> keys) {
        drop(keys.get(0));
        looks.first(keys);
    }

    /** Looks at a port, and at all that the router lists, in place of all that waits for it. */
    public void search(List<PortKey> keys) {
        drop(keys.get(0));
        looks.search(keys);
    }

    /** Looks at a port that is open, or that somebody else has. */
    public void check(List<PortKey> keys) {
        looks.check(keys);
    }

    /** Nothing is asked for a port. */
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

    /** How many questions it takes to look at so many ports, as the router was until now. */
    public int questions(int ports) {
        return looks.questions(ports);
    }

    /** What was asked before does not count for what is seen from now on. */
    public void nextRound() {
        looks.nextRound();
    }

    /** That of the questions that are asked now. */
    public int round() {
        return looks.round();
    }

    /** Until when nothing is asked, as the router did not answer; it may be past. */
    public long pausedUntil(boolean toLook) {
        return toLook ? Math.max(calls.pausedUntil(), looks.pausedUntil()) : calls.pausedUntil();
    }

    /** The router may be another by now: pauses and refusals of before mean nothing. */
    public void forgive() {
        calls.forgive();
        looks.forgive();
        visibility.forgive();
    }

    /** Asks faster while much is brought back. */
    public void restoring(boolean on) {
        pace.restoring(on);
    }

    /** Asks what can be asked now. */
    public void proceed() {
        calls.pump();
    }

    /** Only closes from now on, as fast as the router can. */
    public void hurry() {
        calls.hurry();
    }

    /** Starts no call any more. */
    public void end() {
        calls.end();
    }

    private Optional<Call> next(boolean background) {
        return renewals.nextUrgent(services.now())
                .or(this::nextOpening)
                .or(looks::nextFirst)
                .or(renewals::next)
                .or(() -> background ? looks.nextCheck() : Optional.empty())
                .or(() -> background ? leastUrgent.get() : Optional.empty());
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
