// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayException;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Opening;

import java.util.ArrayList;
import java.util.List;

/** Transitions of held ports that several kinds of signals share. */
final class OpenSteps {
    static final String DISABLED = "the router holds it as disabled.";

    /** After so many failures in a row; fewer are common where a line loses packets. */
    private static final int TELLING = 3;

    private OpenSteps() {}

    static Step suspected(Open state) {
        Open next = state.suspected(true);
        // What the router shows during a call may be older or newer than its result.
        return state.isAsked() ? Step.to(next.looksAgain()) : Step.to(next, new Effect.Check());
    }

    /** The router may see this machine at another address; no call is running. */
    static Step moved(Open state, Context context) {
        // If it has changed, the router may have restarted and given the port to another client.
        return leadsRight(state, context)
                ? suspected(state)
                : lost(state, "the address of this machine has changed.", context);
    }

    /** Whether it leads to the requested client, which may be this machine's current address. */
    static boolean leadsRight(Open state, Context context) {
        return state.held().mappings().stream()
                .allMatch(each -> context.leadsTo(state.target().asked(), each.internalClient()));
    }

    /** It is looked up again as soon as a running call has ended. */
    static Step lost(Open state, String reason, Context context) {
        Step next =
                state.isAsked()
                        ? Step.to(
                                new Opening(
                                        state.target(),
                                        Attempts.NONE,
                                        state.replaced(),
                                        true,
                                        state.suspected()))
                        : StateEntry.look(state.target(), Attempts.NONE, context);
        return next.after(StateEntry.lost(state.lease(), reason));
    }

    /** It could not be renewed yet, which is told if it does not succeed soon. */
    static Step postponed(Open state, GatewayException failure, Context context) {
        Lease later = state.held().postponed(context.now(), context.jitter());
        List<Effect> first = new ArrayList<>(List.of(StateEntry.trouble(failure)));
        if (later.missed() >= TELLING) {
            first.add(new Effect.TellNotRenewed(later.mappings(), failure.reason()));
        }
        return new Step(seenTo(state.with(later)), look(state)).after(first);
    }

    static List<Effect> look(Open state) {
        return state.lookAgain() ? List.of(new Effect.Check()) : List.of();
    }

    static Open seenTo(Open state) {
        return Open.quiet(state.target(), state.held(), state.suspected());
    }
}
