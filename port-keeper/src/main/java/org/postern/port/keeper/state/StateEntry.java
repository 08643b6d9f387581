// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.internal.timing.Backoff;
import org.postern.port.keeper.state.PortState.Looking;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Opening;
import org.postern.port.keeper.state.PortState.Refused;
import org.postern.port.keeper.state.PortState.Taken;
import org.postern.port.keeper.state.PortState.Waiting;

import java.net.Inet6Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Enters states, with the effects of each. */
final class StateEntry {
    private StateEntry() {}

    /** Looks the port up before anything is changed. */
    static Step look(Target target, Attempts attempts, Context context) {
        List<PortKey> keys = target.keys();
        if (context.isClosing(keys)) {
            return Step.to(new Waiting(target, attempts, Term.NEVER));
        }
        Optional<String> other = context.keptFor(keys);
        if (other.isPresent()) {
            return taken(target, attempts, other.get(), context);
        }
        return Step.to(
                new Looking(target, attempts),
                new Effect.Look(attempts.phase() == PortPhase.OPENING, attempts.answerLost()));
    }

    /** Opens it as soon as the router may be asked. */
    static Step open(
            Target target, Attempts attempts, List<PortMapping> replaced, Context context) {
        return open(target, attempts, replaced, context.leases(), context);
    }

    private static Step open(
            Target target,
            Attempts attempts,
            List<PortMapping> replaced,
            DroppedLeases leases,
            Context context) {
        long now = context.now();
        if (leases.waits(now)) {
            String sentence = Sentences.dropped(context.gateway(), target.key());
            return Step.to(
                            new Waiting(target, attempts, leases.nextOpening()),
                            new Effect.Settled(),
                            new Effect.Trouble(Reason.NOT_HELD, Optional.empty(), sentence))
                    .after(remember(leases, context));
        }
        return Step.to(new Opening(target, attempts, replaced, false, false), new Effect.Open())
                .after(remember(leases.opens(now), context));
    }

    /** The router no longer holds it: opens it again, with another lease if it drops this one. */
    static Step openLost(Target target, Lease lost, Context context) {
        DroppedLeases leases = leasesAfter(lost, context);
        Duration requested = target.asked().lease();
        if (!leases.isExhausted(requested)) {
            return open(target, Attempts.NONE, List.of(), leases, context);
        }
        Attempts before =
                new Attempts(PortPhase.REFUSED, leases.vain(requested), 0, Optional.empty(), false);
        GatewayException failure =
                new GatewayException(
                        Reason.NOT_HELD, Sentences.dropsAll(context.gateway(), target.key()));
        return refused(target, before, failure, context)
                .after(new Effect.Close(target.keys()))
                .after(remember(leases, context));
    }

    /** What is known of the router's leases after this loss. */
    static DroppedLeases leasesAfter(Lease lost, Context context) {
        long now = context.now();
        return lost.isOnTrial(now) && !lost.isLapsed(now)
                ? context.leases().lost(lost.asked(), lost.opened(), now)
                : context.leases();
    }

    static List<Effect> remember(DroppedLeases leases, Context context) {
        return leases.equals(context.leases())
                ? List.of()
                : List.of(new Effect.RememberLeases(leases));
    }

    /** The router holds it. */
    static Step held(
            Target target,
            List<MappingResult.Part> parts,
            Lease lease,
            Optional<Open> before,
            boolean suspected) {
        List<Effect> effects = new ArrayList<>();
        if (before.filter(Open::lookAgain).isPresent()) {
            effects.add(new Effect.Check());
        }
        effects.add(new Effect.Settled());
        effects.add(new Effect.RecordLease());
        for (MappingResult.Part each : parts) {
            effects.add(told(each, before));
        }
        return new Step(
                Open.quiet(target.held(lease.mappings().get(0).externalPort()), lease, suspected),
                effects);
    }

    /** Since when it is held, if it was before. */
    static Instant since(Optional<Open> before, Context context) {
        return before.map(each -> each.held().since()).orElseGet(context::wall);
    }

    private static Effect told(MappingResult.Part part, Optional<Open> before) {
        PortMapping mapping = part.mapping();
        Optional<PortMapping> old = before.flatMap(each -> each.held().of(mapping.protocol()));
        if (old.isEmpty()) {
            return new Effect.TellOpened(mapping, part.notes());
        }
        return old.get().key().equals(mapping.key()) && !isAtOtherAddress(old.get(), mapping)
                ? new Effect.TellRenewed(mapping, "is open for a new lease.")
                : new Effect.TellChanged(mapping);
    }

    /** Over IPv6 the client's address is the one that the internet reaches. */
    private static boolean isAtOtherAddress(PortMapping old, PortMapping now) {
        return now.internalClient() instanceof Inet6Address
                && !now.internalClient().equals(old.internalClient());
    }

    /** The reports after all mappings were lost. */
    static List<Effect> lost(Optional<Lease> lease, String reason) {
        List<Effect> effects = new ArrayList<>();
        lease.ifPresent(
                held ->
                        held.mappings()
                                .forEach(each -> effects.add(new Effect.TellLost(each, reason))));
        return effects;
    }

    /**
     * Of a pair, a mapping that the router does not show is not closed by its record if the pair
     * cannot be opened: another client may have that port by then.
     */
    static List<Effect> forgetMissing(Target target, List<PortMapping> found) {
        return target.keys().size() > 1 ? forgetUnseen(target, found) : List.of();
    }

    /** Removes the records of what the router does not show at the port. */
    static List<Effect> forgetUnseen(Target target, List<PortMapping> found) {
        List<Effect> effects = new ArrayList<>();
        target.keys().stream()
                .filter(key -> found.stream().noneMatch(each -> each.key().equals(key)))
                .forEach(key -> effects.add(new Effect.Forget(key)));
        return effects;
    }

    /** The router has given another number. */
    static List<Effect> moved(Target before, Target after) {
        return List.of(
                new Effect.Unplan(before.keys()),
                new Effect.Close(before.keys()),
                new Effect.Plan(after.request()));
    }

    /** Another client has a mapping there. */
    static Step taken(Target target, Attempts attempts, PortMapping found, Context context) {
        String sentence = takenSentence(attempts, found, context);
        return taken(target, attempts, sentence, false, context)
                .after(new Effect.Forget(found.key()), new Effect.Close(target.keys()));
    }

    private static String takenSentence(Attempts attempts, PortMapping found, Context context) {
        if (attempts.isFormer(found)) {
            return Sentences.former(context.gateway(), found, context.wall());
        }
        return context.isOfAnotherInstance(found)
                ? Sentences.keptByAnotherInstance(
                        context.gateway(), found.key(), found.internalPort())
                : Sentences.held(context.gateway(), found);
    }

    /** Another instance has recorded a mapping there, which the router does not show. */
    static Step keptByAnotherInstance(
            Target target, Attempts attempts, PortKey key, int internalPort, Context context) {
        String sentence = Sentences.keptByAnotherInstance(context.gateway(), key, internalPort);
        // Closing what an earlier run has recorded would close the other instance's mapping.
        return taken(target, attempts, sentence, false, context)
                .after(target.keys().stream().<Effect>map(Effect.Forget::new).toList());
    }

    /** Another kept port has it. */
    static Step taken(Target target, Attempts attempts, String keptFor, Context context) {
        String sentence = Sentences.kept(target.key(), keptFor);
        return taken(target, attempts, sentence, true, context);
    }

    private static Step taken(
            Target target,
            Attempts attempts,
            String sentence,
            boolean byKeptPort,
            Context context) {
        Optional<Target> next = target.next(context::isFree, context.jitter());
        return next.isPresent()
                ? look(next.get(), attempts, context)
                        .after(new Effect.Trouble(Reason.CONFLICT, Optional.empty(), sentence))
                : waitUntilFree(
                        target.again(),
                        attempts,
                        new Effect.Trouble(Reason.CONFLICT, Optional.empty(), sentence),
                        byKeptPort,
                        context);
    }

    /** If another port is accepted, the gateway has tried others. */
    static Step waitUntilFree(
            Target target,
            Attempts before,
            Effect.Trouble trouble,
            boolean byKeptPort,
            Context context) {
        Attempts attempts = before.failed(PortPhase.TAKEN);
        long wait = RetryWaits.FREE.nanos(attempts.failures(), context.jitter());
        return Step.to(
                new Taken(target, attempts, context.now() + wait, byKeptPort),
                new Effect.Settled(),
                trouble,
                new Effect.TellRefused(trouble.reason(), trouble.sentence()));
    }

    static Step refused(Target target, Attempts before, GatewayException failure, Context context) {
        return refused(target, before, failure, RetryWaits.RARE, context);
    }

    static Step refused(
            Target target,
            Attempts before,
            GatewayException failure,
            Backoff waits,
            Context context) {
        Attempts attempts = before.failed(PortPhase.REFUSED);
        long wait = waits.nanos(attempts.failures(), context.jitter());
        return refused(new Refused(target, attempts, context.now() + wait), failure);
    }

    /** The router cannot open it, until it has changed. */
    static Step unsupported(Target target, Attempts before, GatewayException failure) {
        Attempts attempts = before.failed(PortPhase.REFUSED);
        return refused(new Refused(target, attempts, Term.NEVER), failure);
    }

    private static Step refused(Refused next, GatewayException failure) {
        Effect.Trouble trouble = trouble(failure);
        return Step.to(
                next,
                new Effect.Settled(),
                trouble,
                new Effect.TellRefused(trouble.reason(), trouble.sentence()));
    }

    /** The router did not answer, or not clearly. */
    static Step retrySoon(Target target, Attempts before, Backoff waits, Context context) {
        Attempts attempts = before.failed(PortPhase.OPENING);
        long wait = waits.nanos(attempts.failures(), context.jitter());
        return Step.to(new Waiting(target, attempts, context.now() + wait), new Effect.Settled());
    }

    static Effect.Trouble trouble(GatewayException failure) {
        return trouble(failure, String.valueOf(failure.getMessage()));
    }

    static Effect.Trouble trouble(GatewayException failure, String sentence) {
        Optional<ControlCode> code = failure.code();
        return new Effect.Trouble(failure.reason(), code, sentence);
    }
}
