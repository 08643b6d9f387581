package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;

import java.net.ConnectException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Opens one port, once: asks, and after each refusal looks what the router holds and takes the next
 * rung, until the mapping stands or nothing sensible is left to try. {@link Ladder} knows other
 * words for one port, {@link OtherPorts} other ports. Ends by the deadline of its calls and by a
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
    private final OtherPorts others;
    private final OwnEntries own;
    private final ReadBack readBack;
    private final AnyPort anyPort;
    private boolean askedForAny;
    private boolean askedAgain;
    private boolean askedForSame;

    MappingOpener(MappingCalls calls, MappingRequest request) {
        this.calls = calls;
        this.request = request;
        this.trail = new Trail(calls.router(), "AddPortMapping");
        this.ladder = new Ladder(Attempt.of(request));
        this.others = new OtherPorts(calls, request.externalPort(), trail);
        this.own = new OwnEntries(calls, trail);
        this.readBack = new ReadBack(calls, request, trail);
        this.anyPort = new AnyPort(calls, readBack, trail);
        this.askedForAny = !request.anyPort() || !calls.hasVersion2();
    }

    MappingResult open() throws GatewayException, InterruptedException {
        try {
            MappingResult result = climb();
            others.sayRefused();
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
            others.sawSomething();
            return elsewhere(attempt, e, true);
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
            return samePort(attempt, refusal);
        }
        if (Refusals.isConflict(code)) {
            sayTaken(attempt, " or not permitted (error " + code + ")");
            return elsewhere(attempt, Refusals.unseen(calls.router(), attempt, refusal), true);
        }
        if (Refusals.isLowPort(attempt, code)) {
            return elsewhere(attempt, Refusals.low(calls.router(), attempt, refusal), false);
        }
        if (Refusals.isDoubtful(code)) {
            return elsewhere(attempt, perhapsFull(refusal), false);
        }
        throw refusal;
    }

    /** Something else stands at the port: whatever the code, that is the reason. */
    private Optional<MappingResult> besides(Attempt attempt, Sight sight, GatewayException refusal)
            throws GatewayException, InterruptedException {
        boolean asked = attempt.externalPort() == request.externalPort();
        if (asked && sight.isOf(calls.client()) && own.makeRoom(sight.entry().orElseThrow())) {
            return Optional.empty();
        }
        others.sawSomething();
        GatewayException held =
                Refusals.held(calls.router(), attempt, sight.entry().orElseThrow(), refusal);
        sayTaken(attempt, " by " + sight.entry().orElseThrow().internalClient().getHostAddress());
        return elsewhere(attempt, held, true);
    }

    /** The other refused ports are told together. */
    private void sayTaken(Attempt attempt, String how) {
        String sentence = attempt.port() + " is taken" + how + ".";
        if (request.anyPort() && attempt.externalPort() == request.externalPort()) {
            trail.say(sentence);
        } else {
            trail.log(sentence);
        }
    }

    private Optional<MappingResult> elsewhere(
            Attempt attempt, GatewayException refusal, boolean taken)
            throws GatewayException, InterruptedException {
        if (!request.anyPort()) {
            throw refusal;
        }
        OptionalInt port = others.after(attempt, taken);
        if (port.isEmpty()) {
            throw others.count() == 1
                    ? refusal
                    : Refusals.everywhere(
                            calls.router(), others.nothingSeen(), others.count(), refusal);
        }
        ladder.moveTo(port.getAsInt());
        if (askedForAny) {
            return Optional.empty();
        }
        askedForAny = true;
        return anyPort.ask(ladder.current());
    }

    /**
     * The user's program listens inside, so only the outside can follow, and only where the user
     * has left that open: a port that nobody asked for is not opened.
     */
    private Optional<MappingResult> samePort(Attempt attempt, GatewayException refusal)
            throws GatewayException, InterruptedException {
        Attempt same = attempt.at(attempt.internalPort());
        if (!request.anyPort() || askedForSame || !calls.look(same).nothing()) {
            throw Refusals.samePort(calls.router(), attempt, refusal);
        }
        askedForSame = true;
        trail.say("The router wants the same port outside and inside (error 724).");
        ladder.moveTo(same.externalPort());
        return Optional.empty();
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
