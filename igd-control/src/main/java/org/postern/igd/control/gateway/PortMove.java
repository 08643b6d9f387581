// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Goes to another external port with a mapping that is refused at one, where the user has left that
 * open. Once, an IGD:2 router may choose the port itself. Used by one thread.
 */
final class PortMove {
    private final MappingCalls calls;
    private final MappingRequest request;
    private final Trail trail;
    private final Ladder ladder;
    private final OtherPorts others;
    private final AnyPort anyPort;
    private boolean askedForAny;
    private boolean askedForSame;

    PortMove(
            MappingCalls calls,
            MappingRequest request,
            Trail trail,
            Ladder ladder,
            ReadBack readBack) {
        this.calls = calls;
        this.request = request;
        this.trail = trail;
        this.ladder = ladder;
        this.others = new OtherPorts(calls, request.externalPort(), trail);
        this.anyPort = new AnyPort(calls, readBack, trail);
        this.askedForAny = !request.anyPort() || !calls.hasVersion2();
    }

    /** A port that somebody holds, or of which the router says so. */
    Optional<MappingResult> fromTaken(Attempt attempt, String how, GatewayException refusal)
            throws GatewayException, InterruptedException {
        sayTaken(attempt, how);
        return from(attempt, refusal, true);
    }

    /** A port that is refused for a reason that may not hold for others. */
    Optional<MappingResult> fromDoubtful(Attempt attempt, GatewayException refusal)
            throws GatewayException, InterruptedException {
        return from(attempt, refusal, false);
    }

    /** A port at which something is seen. */
    Optional<MappingResult> fromHeld(Attempt attempt, GatewayException refusal)
            throws GatewayException, InterruptedException {
        others.sawSomething();
        return from(attempt, refusal, true);
    }

    /**
     * The user's program listens inside, so only the outside can follow, and only where the user
     * has left that open: a port that nobody asked for is not opened.
     */
    Optional<MappingResult> toInternalPort(Attempt attempt, GatewayException refusal)
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

    /** The other refused ports are told together. */
    void sayTaken(Attempt attempt, String how) {
        String sentence = attempt.port() + " is taken" + how + ".";
        if (request.anyPort() && attempt.externalPort() == request.externalPort()) {
            trail.say(sentence);
        } else {
            trail.log(sentence);
        }
    }

    /** Names the ports that were refused on the way. */
    void sayRefused() {
        others.sayRefused();
    }

    private Optional<MappingResult> from(Attempt attempt, GatewayException refusal, boolean taken)
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
}
