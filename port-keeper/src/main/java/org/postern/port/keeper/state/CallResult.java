// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.internal.timing.Backoff;
import org.postern.port.keeper.state.PortState.Open;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows when a call that opens a port has ended, whether something is held already or not.
 * The attempts are earlier ones, {@code replaced} are mappings that were closed before, and
 * {@code open} is what is held. If {@code suspected}, the router may have changed since.
 */
record CallResult(
        Target target,
        Attempts attempts,
        List<PortMapping> replaced,
        boolean suspected,
        Optional<Open> open) {

    Step opened(Signal.Opened answer, Context context) {
        MappingResult result = answer.result();
        int port = result.mapping().externalPort();
        if (port == target.port()) {
            return opened(target, answer, context);
        }
        Target other = target.moved(port);
        List<Effect> moved = StateEntry.moved(target, other);
        return context.keptFor(other.keys())
                .map(owner -> giveBack(other, owner, context))
                .orElseGet(() -> opened(other, answer, context))
                .after(moved);
    }

    /** The gateway does not know that another kept port waits for this number: it is given back. */
    private Step giveBack(Target other, String owner, Context context) {
        List<Effect> effects =
                new ArrayList<>(StateEntry.lost(lease(), "the router has given it another port."));
        effects.add(new Effect.Close(other.keys()));
        return StateEntry.taken(other, before(), owner, context).after(effects);
    }

    private Step opened(Target at, Signal.Opened answer, Context context) {
        MappingResult result = answer.result();
        if (!answer.isHere()) {
            // It leads to the address that this machine had when the router was asked.
            return open.map(each -> OpenSteps.moved(answered(at, each), context))
                    .orElseGet(() -> StateEntry.look(at, attempts, context));
        }
        if (result.mappings().stream().allMatch(PortMapping::enabled)) {
            return held(at, answer, context);
        }
        GatewayException disabled =
                new GatewayException(
                        Reason.FAILED, Sentences.disabled(context.gateway(), at.key()));
        return StateEntry.refused(at, before(), disabled, context)
                .after(StateEntry.lost(lease(), OpenSteps.DISABLED));
    }

    private Step held(Target at, Signal.Opened answer, Context context) {
        MappingResult result = answer.result();
        Duration asked = answer.asked();
        Duration shown = Lease.shortest(result.mappings());
        // The gateway tries other leases itself where this one is refused or not held.
        boolean isOther = asked.isZero() != shown.isZero();
        Lease lease =
                Lease.opened(
                        result.mappings(),
                        Term.granted(context.now(), planned(asked, shown), context.jitter()),
                        StateEntry.since(open, context),
                        isOther ? shown : asked,
                        context.now());
        return StateEntry.held(at, noted(at, answer), lease, open, suspected)
                .after(
                        isOther
                                ? StateEntry.remember(context.leases().refused(asked), context)
                                : List.of());
    }

    private static List<MappingResult.Part> noted(Target at, Signal.Opened answer) {
        if (answer.asked().equals(at.asked().lease())) {
            return answer.result().parts();
        }
        return answer.result().parts().stream()
                .map(
                        part -> {
                            List<String> notes = new ArrayList<>(part.notes());
                            notes.add(Sentences.otherLease(answer.asked()));
                            return new MappingResult.Part(part.mapping(), notes);
                        })
                .toList();
    }

    /** No longer than what was asked for: some routers show a fixed lease (quirk A47). */
    private static Duration planned(Duration asked, Duration shown) {
        return asked.isZero() || shown.compareTo(asked) < 0 ? shown : asked;
    }

    Step failed(GatewayException failure, Context context) {
        RetryRule rule = RetryRule.of(failure);
        if (open.filter(each -> replaced.isEmpty() && isBelieved(each, rule, context))
                .isPresent()) {
            return OpenSteps.postponed(answered(target, open.get()), failure, context)
                    .after(new Effect.Settled());
        }
        Effect.Trouble trouble = StateEntry.trouble(failure);
        List<Effect> leases =
                rule == RetryRule.ONCE_THEN_RARELY
                        ? StateEntry.remember(context.leases().notHeld(context.now()), context)
                        : List.of();
        return notOpened(failure, rule, context)
                .after(leases)
                .after(trouble)
                .after(StateEntry.lost(lease(), trouble.sentence()));
    }

    /** Whether the router may have opened another number than the requested one. */
    static boolean mayBeElsewhere(Target target, Signal.OpenFailed failed) {
        return target.asked().acceptsOtherPort()
                && RetryRule.of(failed.failure()) == RetryRule.SOON;
    }

    private Step notOpened(GatewayException failure, RetryRule rule, Context context) {
        Attempts before = before();
        boolean unclear =
                before.phase() != PortPhase.REFUSED && before.unclear() < rule.soonTries();
        if (unclear) {
            Backoff waits =
                    rule == RetryRule.ONCE_THEN_RARELY ? RetryWaits.NOT_HELD : RetryWaits.SOON;
            return StateEntry.retrySoon(
                    target, before.unclear(before.unclear() + 1), waits, context);
        }
        if (rule == RetryRule.SOON) {
            boolean isLost = target.asked().acceptsOtherPort();
            return StateEntry.retrySoon(
                    target, before.answerLost(isLost), RetryWaits.SOON, context);
        }
        Step next =
                rule == RetryRule.WHEN_FREE
                        ? taken(failure, before, context)
                        : refused(failure, rule, before, context);
        return next.after(new Effect.Unplan(target.keys()), new Effect.Close(target.keys()));
    }

    private Step refused(
            GatewayException failure, RetryRule rule, Attempts before, Context context) {
        return switch (rule) {
            case SOON_THEN_LATER ->
                    StateEntry.refused(target, before, failure, RetryWaits.UNCLEAR, context);
            // It may have changed during the call, as when another protocol reaches it.
            case WHEN_CHANGED ->
                    suspected
                            ? StateEntry.look(target, before, context)
                            : StateEntry.unsupported(target, before, failure);
            default -> StateEntry.refused(target, before, failure, context);
        };
    }

    /** Another client has it, or the keeper's own mapping to another address of this machine. */
    private Step taken(GatewayException failure, Attempts before, Context context) {
        Optional<PortMapping> former =
                replaced.stream()
                        .filter(each -> !context.leadsTo(target.asked(), each.internalClient()))
                        .findFirst();
        Effect.Trouble trouble =
                former.map(
                                each ->
                                        StateEntry.trouble(
                                                failure,
                                                Sentences.former(
                                                        context.gateway(), each, context.wall())))
                        .orElseGet(() -> StateEntry.trouble(failure));
        Attempts next = former.map(before::former).orElse(before);
        return StateEntry.waitUntilFree(target, next, trouble, false, context);
    }

    /** Whether a mapping may still be held after opening it again has failed. */
    private static boolean isBelieved(Open open, RetryRule rule, Context context) {
        return switch (rule) {
            case SOON -> true;
            // Only a look-up can tell whether it is still held.
            case WHEN_FREE -> !open.isPart() && context.canLook();
            case SOON_THEN_LATER, RARELY, WHEN_CHANGED -> !open.isPart();
            // The gateway has looked.
            case ONCE_THEN_RARELY -> false;
        };
    }

    private Optional<Lease> lease() {
        return open.map(Open::held);
    }

    private Attempts before() {
        return open.isPresent() ? Attempts.NONE : attempts;
    }

    private static Open answered(Target at, Open open) {
        return new Open(
                at,
                open.held(),
                PortState.Request.NONE,
                List.of(),
                open.suspected(),
                open.lookAgain());
    }
}
