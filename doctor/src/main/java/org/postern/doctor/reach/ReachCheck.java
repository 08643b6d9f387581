// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.PortReach.State;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * One look at one port from outside.
 *
 * @param place what is kept
 * @param target where it is open
 * @param lastReached when it was reached before; empty where it never was
 */
record ReachCheck(ReachPlace place, ReachTarget target, Optional<Instant> lastReached) {
    private static final int IPV4_BYTES = 4;

    /** Asks, and judges the answer, at a moment. */
    PortReach ask(PortQuestion question, Instant now) throws InterruptedException {
        try {
            return judged(answer(question), now);
        } catch (IOException e) {
            return reach(State.UNKNOWN, Optional.empty(), now, ReachSentences.unknown(place, e));
        }
    }

    /**
     * Over IPv4 the port is looked for at the address that the outside sees: the gateway may not tell
     * its own, and a second router may pass the port on. Over IPv6 nothing is translated.
     */
    private OutsideResult answer(PortQuestion question) throws IOException, InterruptedException {
        Protocol protocol = place.key().protocol();
        OutsideResult answer =
                question.ask(protocol, target.address().orElse(anyAddress()), target.port());
        return answer.reached() == Reached.NOT_CHECKED && place.family() == AddressFamily.IPV4
                ? question.ask(protocol, answer.seen(), target.port())
                : answer;
    }

    /** Nobody asks from it, so that the helper tells what it sees. */
    private static InetAddress anyAddress() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[IPV4_BYTES]);
    }

    private PortReach judged(OutsideResult answer, Instant now) {
        State state = state(answer.reached());
        return reach(
                state,
                Optional.of(answer.seen()),
                now,
                ReachSentences.of(place, target, answer, state));
    }

    private State state(Reached reached) {
        return switch (reached) {
            case OPEN -> State.REACHED;
            case REFUSED, UNREACHABLE -> State.NOT_REACHED;
            case TIMEOUT ->
                    place.key().protocol() == Protocol.UDP && lastReached.isEmpty()
                            ? State.NOT_CONFIRMED
                            : State.NOT_REACHED;
            case NOT_CHECKED -> State.UNKNOWN;
        };
    }

    private PortReach reach(
            State state, Optional<InetAddress> address, Instant now, String sentence) {
        return new PortReach(
                place.key(),
                place.family(),
                state,
                now,
                state == State.REACHED ? Optional.of(now) : lastReached,
                address,
                target.port(),
                sentence);
    }
}
