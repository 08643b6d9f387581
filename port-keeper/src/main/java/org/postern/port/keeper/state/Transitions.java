// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.state.PortState.Closed;
import org.postern.port.keeper.state.PortState.Closing;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Pending;
import org.postern.port.keeper.state.PortState.Waiting;

import java.util.ArrayList;
import java.util.List;

/** What follows from each signal in each state; docs/port-keeper.md shows it as a table. */
public final class Transitions {
    private Transitions() {}

    /** A port that is to be kept, before {@link Signal.Wanted}. */
    public static PortState begin(Target target) {
        return new Waiting(target, Attempts.NONE, Term.NEVER);
    }

    /** Says what follows. A signal that means nothing in a state leaves it as it is. */
    public static Step on(PortState state, Signal signal, Context context) {
        if (state instanceof Closed) {
            return Step.to(state);
        }
        if (state instanceof Closing closing) {
            return whileClosing(closing, signal, context);
        }
        if (signal instanceof Signal.RouterGone gone) {
            return Step.to(new Closed(state.target()))
                    .after(StateEntry.lost(state.lease(), gone.reason()));
        }
        if (signal instanceof Signal.Released) {
            return released(state, context);
        }
        return state instanceof Open open
                ? OpenTransitions.on(open, signal, context)
                : UnopenedTransitions.on(state, signal, context);
    }

    private static Step released(PortState state, Context context) {
        boolean isLost = UnopenedTransitions.isAnswerLost(state);
        Pending pending = state.isAsked() ? Pending.CALL : Pending.NONE;
        Closing closing = new Closing(state.target(), state.lease(), pending, isLost);
        return closing.isAsked() ? Step.to(closing) : closeAll(closing, context);
    }

    private static Step whileClosing(Closing state, Signal signal, Context context) {
        return switch (state.pending()) {
            case NONE ->
                    signal instanceof Signal.RouterGone || signal instanceof Signal.Ended
                            ? Step.to(new Closed(state.target()))
                            : Step.to(state);
            case CALL -> afterCall(state, signal, context);
            case SEARCH -> afterSearch(state, signal);
        };
    }

    private static Step afterCall(Closing state, Signal signal, Context context) {
        if (signal instanceof Signal.RouterGone) {
            return Step.to(new Closed(state.target()));
        }
        if (signal instanceof Signal.Opened opened) {
            return closeAt(state, opened.result().mapping().externalPort(), context);
        }
        if (signal instanceof Signal.OpenFailed failed) {
            boolean isLost = state.isLost() || CallResult.mayBeElsewhere(state.target(), failed);
            return closeAll(
                    new Closing(state.target(), state.lease(), Pending.NONE, isLost), context);
        }
        return signal instanceof Signal.Renewed || signal instanceof Signal.RenewFailed
                ? close(state, List.of())
                : Step.to(state);
    }

    /** Closes it; looks first for a number whose answer was lost. */
    private static Step closeAll(Closing state, Context context) {
        // The answer about a place of another kept port would not come here.
        return state.isLost() && context.keptFor(state.target().keys()).isEmpty()
                ? Step.to(
                        new Closing(state.target(), state.lease(), Pending.SEARCH, true),
                        new Effect.Look(true, true))
                : close(state, List.of());
    }

    private static Step afterSearch(Closing state, Signal signal) {
        if (signal instanceof Signal.RouterGone) {
            return Step.to(new Closed(state.target()));
        }
        if (signal instanceof Signal.Seen seen) {
            Step next = close(state, seen.unrecorded());
            return seen.unrecorded().isEmpty()
                    ? next
                    : next.after(StateEntry.forgetUnseen(state.target(), seen.found()));
        }
        return signal instanceof Signal.Hidden ? close(state, List.of()) : Step.to(state);
    }

    /** It was released while the router opened it, perhaps at another number. */
    private static Step closeAt(Closing state, int port, Context context) {
        Target before = state.target();
        if (port == before.port()) {
            return close(state, List.of());
        }
        Target target = before.moved(port);
        List<PortKey> keys = target.keys();
        List<Effect> effects = new ArrayList<>(StateEntry.moved(before, target));
        if (context.keptFor(keys).isPresent()) {
            effects.add(new Effect.Close(keys));
        }
        return close(new Closing(target, state.lease(), Pending.NONE, false), List.of())
                .after(effects);
    }

    private static Step close(Closing state, List<PortMapping> elsewhere) {
        Closing next = new Closing(state.target(), state.lease(), Pending.NONE, false);
        List<PortKey> keys = elsewhere.stream().map(PortMapping::key).toList();
        return Step.to(next, new Effect.CloseAll(keys))
                .after(UnrecordedMappings.remember(elsewhere));
    }
}
