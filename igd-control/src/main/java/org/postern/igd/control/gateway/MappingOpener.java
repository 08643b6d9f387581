// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;

import java.net.ConnectException;
import java.util.Optional;

/**
 * Opens one port, once: asks, and after each refusal looks what the router holds and takes the next
 * rung, until the mapping stands or nothing sensible is left to try. {@link Ladder} knows other
 * words for one port, {@link PortMove} goes to other ports. Ends by the deadline of its calls and by a
 * number of attempts. Used by one thread.
 */
final class MappingOpener {
    /** More than any router needs that can be talked into it, and an end for one that cannot. */
    private static final int MOST_ATTEMPTS = 32;

    /** A table with fewer entries is hardly full. */
    private static final int FEW_ENTRIES = 8;

    private final MappingCalls calls;
    private final MappingRequest request;
    private final Trail trail;
    private final Ladder ladder;
    private final OwnEntries own;
    private final ReadBack readBack;
    private final PortMove move;
    private boolean askedAgain;

    MappingOpener(MappingCalls calls, MappingRequest request) {
        this.calls = calls;
        this.request = request;
        this.trail = new Trail(calls.router(), "AddPortMapping");
        this.ladder = new Ladder(Attempt.of(request));
        this.own = new OwnEntries(calls, trail);
        this.readBack = new ReadBack(calls, request, trail);
        this.move = new PortMove(calls, request, trail, ladder, readBack);
    }

    MappingResult open() throws GatewayException, InterruptedException {
        try {
            MappingResult result = climb();
            move.sayRefused();
            own.restoreBut(result.mapping().externalPort());
            return readBack.result(result.mapping());
        } catch (GatewayException e) {
            own.restoreBut(0);
            throw trail.told(e);
        }
    }

    private MappingResult climb() throws GatewayException, InterruptedException {
        Optional<MappingResult> result = Optional.empty();
        for (int attempts = 0; result.isEmpty(); attempts++) {
            result = ask(ladder.current(), attempts == MOST_ATTEMPTS);
        }
        return result.get();
    }

    private Optional<MappingResult> ask(Attempt attempt, boolean last)
            throws GatewayException, InterruptedException {
        try {
            calls.add(attempt);
        } catch (GatewayException e) {
            if (last || MappingCalls.unsent(e)) {
                throw e;
            }
            return MappingCalls.lost(e) ? afterSilence(attempt, e) : afterRefusal(attempt, e);
        }
        try {
            MappingResult result = readBack.of(attempt);
            return last || !staysStale(attempt, result.mapping())
                    ? Optional.of(result)
                    : Optional.empty();
        } catch (GatewayException e) {
            if (e.result() != UpnpResult.CONFLICT_WITH_OTHER_MAPPING || last) {
                throw e;
            }
            return move.fromHeld(attempt, e);
        }
    }

    /** Some say success and keep an older mapping, to another program: it makes room. */
    private boolean staysStale(Attempt attempt, PortMapping held)
            throws GatewayException, InterruptedException {
        return held.internalPort() != attempt.internalPort()
                && attempt.externalPort() == request.externalPort()
                && own.makeRoom(held);
    }

    /** Nobody knows what became of it but the router's table. */
    private Optional<MappingResult> afterSilence(Attempt attempt, GatewayException lost)
            throws GatewayException, InterruptedException {
        Sight sight = calls.look(attempt);
        if (sight.holds(attempt, calls.client())) {
            trail.say("The answer to AddPortMapping was lost, but the router holds the mapping.");
            return sight.entry().map(readBack::result);
        }
        if (sight.told()
                && !askedAgain
                && lost.result() != UpnpResult.HTTP_ERROR
                && !calls.deadline().over()) {
            askedAgain = true;
            trail.say("No answer came to AddPortMapping, so it was asked again.");
            return Optional.empty();
        }
        boolean inDoubt =
                !sight.told()
                        && lost.result() != UpnpResult.HTTP_ERROR
                        && !(lost.getCause() instanceof ConnectException);
        throw !inDoubt
                ? lost
                : Trail.failed(
                        lost.result(),
                        lost.getMessage() + " The port may be open all the same.",
                        lost);
    }

    private Optional<MappingResult> afterRefusal(Attempt attempt, GatewayException refusal)
            throws GatewayException, InterruptedException {
        int code = MappingCalls.code(refusal);
        Sight sight = Refusals.asksForALook(code) ? calls.look(attempt) : Sight.UNTOLD;
        if (sight.holds(attempt, calls.client())) {
            trail.say("The router refused with error " + code + " what it holds already.");
            return sight.entry().map(readBack::result);
        }
        if (sight.entry().isPresent()) {
            return besides(attempt, sight, refusal);
        }
        Optional<String> words = ladder.climb(code);
        if (words.isPresent()) {
            trail.say("After error " + code + " it was tried with " + words.get() + ".");
            return Optional.empty();
        }
        if (code == 724) {
            return move.toInternalPort(attempt, refusal);
        }
        if (Refusals.isConflict(code)) {
            return move.fromTaken(
                    attempt,
                    " or not permitted (error " + code + ")",
                    Refusals.unseen(calls.router(), attempt, refusal));
        }
        if (Refusals.isLowPort(attempt, code)) {
            return move.fromDoubtful(attempt, Refusals.low(calls.router(), attempt, refusal));
        }
        if (Refusals.isDoubtful(code)) {
            return move.fromDoubtful(attempt, perhapsFull(refusal));
        }
        throw refusal;
    }

    /** Something else stands at the port: whatever the code, that is the reason. */
    private Optional<MappingResult> besides(Attempt attempt, Sight sight, GatewayException refusal)
            throws GatewayException, InterruptedException {
        boolean asked = attempt.externalPort() == request.externalPort();
        PortMapping entry = sight.entry().orElseThrow();
        if (asked && sight.isOf(calls.client()) && own.makeRoom(entry)) {
            return Optional.empty();
        }
        move.sayTaken(attempt, " by " + entry.internalClient().getHostAddress());
        return move.fromHeld(attempt, Refusals.held(calls.router(), attempt, entry, refusal));
    }

    /** Some routers say 402 or 501 when their table is full (quirk A18). */
    private GatewayException perhapsFull(GatewayException refusal) throws InterruptedException {
        int count;
        try {
            count = calls.table().list(calls.deadline().half()).size();
        } catch (GatewayException e) {
            return refusal;
        }
        return count < FEW_ENTRIES
                ? refusal
                : Trail.failed(
                        refusal.result(),
                        refusal.getMessage()
                                + " It lists "
                                + count
                                + " mappings: if that is all it has room for, remove some that"
                                + " nobody needs.",
                        refusal);
    }
}
