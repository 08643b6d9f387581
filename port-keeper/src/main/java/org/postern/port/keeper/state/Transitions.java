// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.PortKey;
import org.postern.port.keeper.state.PortState.Closed;
import org.postern.port.keeper.state.PortState.Closing;
import org.postern.port.keeper.state.PortState.Open;
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

    /**
     * Says what follows. A signal that means nothing in a state leaves it as it is.
     *
     * @param state until now
     * @param signal what has happened
     * @param context at this moment
     * @return the next state, and what is to be done
     */
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
            Closing closing = new Closing(state.target(), state.lease(), state.isAsked());
            return closing.isAsked() ? Step.to(closing) : close(closing);
        }
        return state instanceof Open open
                ? OpenTransitions.on(open, signal, context)
                : UnopenedTransitions.on(state, signal, context);
    }

    private static Step whileClosing(Closing state, Signal signal, Context context) {
        if (signal instanceof Signal.RouterGone
                || signal instanceof Signal.Ended && !state.isAsked()) {
            return Step.to(new Closed(state.target()));
        }
        if (!state.isAsked()) {
            return Step.to(state);
        }
        if (signal instanceof Signal.Opened opened) {
            return closeAt(state, opened.result().mapping().externalPort(), context);
        }
        return signal instanceof Signal.OpenFailed
                        || signal instanceof Signal.Renewed
                        || signal instanceof Signal.RenewFailed
                ? close(state)
                : Step.to(state);
    }

    /** It was released while the router opened it, perhaps at another number. */
    private static Step closeAt(Closing state, int port, Context context) {
        Target before = state.target();
        if (port == before.port()) {
            return close(state);
        }
        Target target = before.moved(port);
        List<PortKey> keys = target.keys();
        List<Effect> effects = new ArrayList<>(StateEntry.moved(before, target));
        if (context.keptFor(keys).isPresent()) {
            effects.add(new Effect.Close(keys));
        }
        return close(new Closing(target, state.lease(), true)).after(effects);
    }

    private static Step close(Closing state) {
        return Step.to(new Closing(state.target(), state.lease(), false), new Effect.CloseAll());
    }
}
