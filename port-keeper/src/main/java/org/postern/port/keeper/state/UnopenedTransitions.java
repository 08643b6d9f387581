// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.state.PortState.Looking;
import org.postern.port.keeper.state.PortState.Opening;
import org.postern.port.keeper.state.PortState.Refused;
import org.postern.port.keeper.state.PortState.Taken;
import org.postern.port.keeper.state.PortState.Waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The transitions while a port is kept, but not held. */
final class UnopenedTransitions {
    private UnopenedTransitions() {}

    static Step on(PortState state, Signal signal, Context context) {
        if (state instanceof Looking looking) {
            return whileLooking(looking, signal, context);
        }
        if (state instanceof Opening opening) {
            return whileOpening(opening, signal, context);
        }
        return whileWaiting(state, signal, context);
    }

    /** It waits for the router, for its place, or for the client that has the port. */
    private static Step whileWaiting(PortState state, Signal signal, Context context) {
        boolean forPlaceAlone = state instanceof Waiting && state.waitsForPlace();
        boolean looks =
                signal instanceof Signal.Wanted
                        || signal instanceof Signal.Due
                        || signal instanceof Signal.PlaceFree && state.waitsForPlace()
                        || !forPlaceAlone
                                && (signal instanceof Signal.RouterChanged
                                        || signal instanceof Signal.RouterMoved);
        return looks ? StateEntry.look(state.target(), attempts(state), context) : Step.to(state);
    }

    /** Whether a port that is not held may be open at a number whose answer was lost. */
    static boolean isAnswerLost(PortState state) {
        if (state instanceof Looking looking) {
            return looking.attempts().answerLost();
        }
        return state instanceof Waiting waiting && waiting.attempts().answerLost();
    }

    private static Attempts attempts(PortState state) {
        if (state instanceof Taken taken) {
            return taken.attempts();
        }
        return state instanceof Refused refused ? refused.attempts() : ((Waiting) state).attempts();
    }

    private static Step whileLooking(Looking state, Signal signal, Context context) {
        if (signal instanceof Signal.Hidden) {
            return hidden(state, context);
        }
        return signal instanceof Signal.Seen seen ? seen(state, seen, context) : Step.to(state);
    }

    /**
     * The router does not show what it holds. It takes the requests of all instances of this
     * machine for those of one client: each would overwrite and close the mappings of the others.
     */
    private static Step hidden(Looking state, Context context) {
        for (PortKey key : state.target().keys()) {
            OptionalInt internalPort = context.keptByAnotherInstance(key);
            if (internalPort.isPresent()) {
                return StateEntry.keptByAnotherInstance(
                        state.target(), state.attempts(), key, internalPort.getAsInt(), context);
            }
        }
        return StateEntry.open(state.target(), state.attempts(), List.of(), context);
    }

    private static Step seen(Looking state, Signal.Seen seen, Context context) {
        List<PortMapping> found = seen.found();
        Target target = state.target();
        Attempts attempts = state.attempts().answerLost(false);
        Optional<List<PortMapping>> elsewhere =
                found.stream().anyMatch(context::isOurs)
                        ? Optional.empty()
                        : UnrecordedMappings.complete(seen.unrecorded(), target.asked(), context);
        List<Effect> effects =
                new ArrayList<>(
                        UnrecordedMappings.close(seen.unrecorded(), elsewhere.orElse(List.of())));
        if (elsewhere.isPresent()) {
            target.keys().forEach(key -> effects.add(new Effect.Forget(key)));
            int port = elsewhere.get().get(0).externalPort();
            return adopt(target.moved(port), elsewhere.get(), context).after(effects);
        }
        effects.addAll(StateEntry.forgetMissing(target, found));
        Optional<PortMapping> foreign =
                found.stream()
                        .filter(each -> !context.isOurs(each))
                        .filter(each -> !isAdoptable(each, target.asked(), context))
                        .findFirst();
        return foreign.map(each -> StateEntry.taken(target, attempts, each, context))
                .orElseGet(() -> ours(target, attempts, found, context))
                .after(effects);
    }

    /**
     * Whether a mapping without a record is the requested one, as a single {@code map} of this
     * machine leaves it. One with another description belongs to another program, and one that
     * another instance keeps to that. Routers may cut or drop descriptions.
     */
    private static boolean isAdoptable(PortMapping found, MappingRequest asked, Context context) {
        return found.internalPort() == asked.effectiveInternalPort()
                && !found.internalClient().isAnyLocalAddress()
                && context.leadsTo(asked, found.internalClient())
                && asked.description().startsWith(found.description())
                && !context.isOfAnotherInstance(found);
    }

    /** The found mappings are the keeper's own: of an earlier run, or their answer was lost. */
    private static Step ours(
            Target target, Attempts attempts, List<PortMapping> found, Context context) {
        MappingRequest asked = target.asked();
        List<PortMapping> replaced =
                found.stream()
                        .filter(
                                each ->
                                        each.internalPort() != asked.effectiveInternalPort()
                                                || !context.leadsTo(asked, each.internalClient()))
                        .toList();
        boolean fits =
                replaced.isEmpty()
                        && found.size() == asked.protocols().size()
                        && found.stream().allMatch(PortMapping::enabled);
        // One without a record may be permanent, or about to end: it is overwritten.
        return fits && found.stream().allMatch(context::isOurs)
                ? adopt(target, found, context)
                : StateEntry.open(target, attempts, replaced, context);
    }

    private static Step adopt(Target target, List<PortMapping> found, Context context) {
        // A router may take no other lease than a permanent one.
        Duration asked =
                found.stream().allMatch(context::isPermanent)
                        ? Duration.ZERO
                        : target.asked().lease();
        long now = context.now();
        Term term = Term.adopted(now, Lease.shortest(found), asked, context.jitter());
        List<PortMapping> told = Lease.told(found, term);
        List<MappingResult.Part> parts =
                told.stream().map(each -> new MappingResult.Part(each, List.of())).toList();
        Lease lease = Lease.adopted(told, term, context.wall(), asked);
        return StateEntry.held(target, parts, lease, Optional.empty(), false);
    }

    private static Step whileOpening(Opening state, Signal signal, Context context) {
        if (signal instanceof Signal.RouterChanged || signal instanceof Signal.RouterMoved) {
            return Step.to(
                    new Opening(
                            state.target(),
                            state.attempts(),
                            state.replaced(),
                            state.isAsked(),
                            true));
        }
        if (!state.isAsked()) {
            return signal instanceof Signal.Asked
                    ? Step.to(
                            new Opening(
                                    state.target(),
                                    state.attempts(),
                                    state.replaced(),
                                    true,
                                    state.suspected()))
                    : Step.to(state);
        }
        CallResult call =
                new CallResult(
                        state.target(),
                        state.attempts(),
                        state.replaced(),
                        state.suspected(),
                        Optional.empty());
        if (signal instanceof Signal.Opened opened) {
            return call.opened(opened, context);
        }
        if (signal instanceof Signal.OpenFailed failed) {
            return call.failed(failed.failure(), context);
        }
        // The port was lost during the renewal.
        return signal instanceof Signal.Renewed || signal instanceof Signal.RenewFailed
                ? StateEntry.look(state.target(), state.attempts(), context)
                : Step.to(state);
    }
}
