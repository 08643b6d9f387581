// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The transitions while a router holds a port. */
final class OpenTransitions {
    private static final String PAIR = "the router does not keep the other protocol open.";

    private OpenTransitions() {}

    static Step on(Open state, Signal signal, Context context) {
        if (signal instanceof Signal.Due) {
            return due(state, context);
        }
        if (signal instanceof Signal.Asked) {
            return Step.to(asked(state));
        }
        if (signal instanceof Signal.AddressChanged changed) {
            return reconnected(state, changed.online()).after(changed(state));
        }
        if (signal instanceof Signal.Reopen) {
            return reconnected(state, true);
        }
        if (signal instanceof Signal.Slept) {
            return Step.to(state.with(state.held().slept(context.now())));
        }
        if (signal instanceof Signal.RouterChanged) {
            return OpenSteps.suspected(state);
        }
        if (signal instanceof Signal.RouterMoved) {
            return state.isAsked() ? OpenSteps.suspected(state) : OpenSteps.moved(state, context);
        }
        if (signal instanceof Signal.RouterForgot) {
            return state.isAsked() ? Step.to(state.looksAgain()) : vanished(state, context);
        }
        if (signal instanceof Signal.Seen seen) {
            Open settled = state.suspected(false);
            return state.isAsked()
                    ? Step.to(settled.looksAgain())
                    : seen(settled, seen.found(), context);
        }
        if (signal instanceof Signal.Hidden) {
            return hidden(state);
        }
        return state.isAsked() ? answered(state, signal, context) : Step.to(state);
    }

    private static Open asked(Open state) {
        return switch (state.request()) {
            case RENEW -> state.with(Request.RENEW_ASKED);
            case REOPEN -> state.with(Request.REOPEN_ASKED);
            default -> state;
        };
    }

    /**
     * Some routers list a mapping after a reconnect, and renew it, but no longer forward to it until
     * it is deleted and added again (quirk A57). It is ours, and connections through it have ended.
     */
    private static Step reconnected(Open state, boolean online) {
        boolean isQuiet =
                !state.isAsked() && !state.suspected() && state.request() != Request.REOPEN;
        return online && isQuiet ? reopen(state, state.held().mappings()) : Step.to(state);
    }

    private static List<Effect> changed(Open state) {
        List<Effect> effects = new ArrayList<>();
        state.held().mappings().forEach(each -> effects.add(new Effect.TellChanged(each)));
        return effects;
    }

    private static Step due(Open state, Context context) {
        Lease lease = state.held();
        if (lease.isOver(context.now())) {
            return OpenSteps.lost(state, "its lease has ended.", context);
        }
        Open next = state;
        List<Effect> effects = new ArrayList<>();
        if (lease.wantsReadBack(context.now())) {
            effects.add(new Effect.Check());
            next = next.with(lease.readingBack());
        }
        if (state.request() == Request.NONE && lease.wantsRenewal(context.now())) {
            if (!context.extendsLeases()) {
                return reopen(next, lease.mappings()).after(effects);
            }
            effects.add(new Effect.Renew(lease.term()));
            next = next.with(Request.RENEW);
        }
        return new Step(next, effects);
    }

    private static Step seen(Open state, List<PortMapping> found, Context context) {
        Lease lease = state.held();
        List<PortMapping> left = found.stream().filter(each -> lease.holds(each.key())).toList();
        Optional<PortMapping> foreign =
                found.stream().filter(each -> !isOurs(lease, each, context)).findFirst();
        if (foreign.isPresent()) {
            return takenAway(state, found, foreign.get(), context);
        }
        if (left.isEmpty()) {
            return vanished(state, context);
        }
        if (left.stream().anyMatch(each -> !each.enabled())) {
            return StateEntry.open(state.target(), Attempts.NONE, List.of(), context)
                    .after(StateEntry.lost(state.lease(), OpenSteps.DISABLED));
        }
        if (left.size() < state.target().asked().protocols().size()) {
            return partLost(state, left, context);
        }
        if (lease.doubted()) {
            // It is the keeper's own, and this router does not overwrite it. The gateway closes it
            // first, but where the time left is not told takes what is there for what it asked for.
            return reopen(state, Lease.shortest(found).isZero() ? found : List.of());
        }
        if (lease.isStale(found, context.now())) {
            // This router grants a new lease only to a new mapping.
            return reopen(state, found).after(new Effect.RememberNotExtended());
        }
        Lease seen = lease.seen(found, context.now(), context.jitter());
        boolean isProven = lease.isProvenNow(context.now());
        return Step.to(
                        state.with(isProven ? seen.proven() : seen),
                        new Effect.Settled(),
                        new Effect.RecordLease())
                .after(isProven ? stays(lease, context) : List.of())
                .after(tellRenewed(lease, seen.mappings()));
    }

    /** A renewal is reported when a check has shown that the router still holds it. */
    private static List<Effect> tellRenewed(Lease before, List<PortMapping> shown) {
        List<Effect> effects = new ArrayList<>();
        if (before.term().isUnproven()) {
            shown.forEach(each -> effects.add(new Effect.TellRenewed(each, "is renewed.")));
        }
        return effects;
    }

    private static List<Effect> stays(Lease lease, Context context) {
        return StateEntry.remember(context.leases().stays(lease.asked(), lease.opened()), context);
    }

    private static boolean isOurs(Lease lease, PortMapping found, Context context) {
        return lease.leadsTo(found) && (lease.holds(found.key()) || context.isOurs(found));
    }

    private static Step takenAway(
            Open state, List<PortMapping> found, PortMapping foreign, Context context) {
        List<Effect> first =
                new ArrayList<>(
                        StateEntry.lost(state.lease(), Sentences.held(context.gateway(), foreign)));
        first.addAll(StateEntry.forgetMissing(state.target(), found));
        return StateEntry.taken(state.target(), Attempts.NONE, foreign, context).after(first);
    }

    /** The router no longer holds it. */
    private static Step vanished(Open state, Context context) {
        List<Effect> first = new ArrayList<>(vanished(state, state.held().mappings(), context));
        first.addAll(StateEntry.forgetMissing(state.target(), List.of()));
        return StateEntry.openLost(state.target(), state.held(), context).after(first);
    }

    private static List<Effect> vanished(Open state, List<PortMapping> missing, Context context) {
        Lease lease = state.held();
        if (lease.isLapsed(context.now())) {
            List<Effect> lapsed = new ArrayList<>(List.of(new Effect.RememberNotExtended()));
            missing.forEach(each -> lapsed.add(new Effect.TellLost(each, Sentences.notExtended())));
            return lapsed;
        }
        Optional<Duration> after =
                lease.isOnTrial(context.now())
                        ? Optional.empty()
                        : Optional.of(Duration.between(lease.since(), context.wall()));
        List<Effect> effects = new ArrayList<>();
        missing.forEach(each -> effects.add(new Effect.TellVanished(each, after)));
        return effects;
    }

    /** Of TCP and UDP one is lost: it is opened again at the same number, or both move. */
    private static Step partLost(Open state, List<PortMapping> left, Context context) {
        List<PortMapping> missing =
                state.held().mappings().stream()
                        .filter(
                                each ->
                                        left.stream()
                                                .noneMatch(other -> other.key().equals(each.key())))
                        .toList();
        List<Effect> first = new ArrayList<>(vanished(state, missing, context));
        first.addAll(StateEntry.forgetMissing(state.target(), left));
        // What is left of a lease that was not extended is about to end, too.
        List<PortMapping> replaced = state.held().isLapsed(context.now()) ? left : List.of();
        return reopenPart(state.with(state.held().keeps(left)), replaced, context).after(first);
    }

    private static Step reopenPart(Open part, List<PortMapping> replaced, Context context) {
        if (part.request() == Request.REOPEN) {
            return Step.to(part);
        }
        Lease rest = part.held();
        DroppedLeases leases = StateEntry.leasesAfter(rest, context);
        if (leases.isExhausted(part.target().asked().lease())) {
            return StateEntry.openLost(part.target(), rest, context)
                    .after(StateEntry.lost(part.lease(), PAIR));
        }
        long now = context.now();
        return leases.waits(now)
                ? Step.to(part.with(rest.checkedAt(leases.nextOpening())))
                        .after(StateEntry.remember(leases, context))
                : reopen(part, replaced).after(StateEntry.remember(leases.opens(now), context));
    }

    /** Opens it again, and takes it to be held meanwhile. */
    private static Step reopen(Open state, List<PortMapping> replaced) {
        return Step.to(
                new Open(
                        state.target(),
                        state.held(),
                        Request.REOPEN,
                        replaced,
                        state.suspected(),
                        false),
                new Effect.Open());
    }

    /**
     * The router does not disclose its mappings. The port is taken to be open until its lease
     * ends, but requested again if the router may have forgotten it, which does no harm otherwise.
     */
    private static Step hidden(Open state) {
        Lease lease = state.held();
        Open settled = state.suspected(false);
        if (state.isAsked()) {
            return Step.to(settled);
        }
        return state.suspected() || state.held().doubted() || state.isPart()
                ? reopen(settled, List.of())
                : Step.to(settled.with(lease.checked()), new Effect.Settled())
                        .after(tellRenewed(lease, lease.mappings()));
    }

    private static Step answered(Open state, Signal signal, Context context) {
        CallResult call =
                new CallResult(
                        state.target(),
                        Attempts.NONE,
                        state.replaced(),
                        state.suspected(),
                        Optional.of(state));
        if (signal instanceof Signal.Opened opened) {
            return call.opened(opened, context);
        }
        if (signal instanceof Signal.OpenFailed failed) {
            return call.failed(failed.failure(), context);
        }
        if (signal instanceof Signal.Renewed || signal instanceof Signal.RenewFailed) {
            Open quiet = state.with(Request.NONE);
            return !OpenSteps.leadsRight(quiet, context)
                    ? OpenSteps.moved(quiet, context)
                    : signal instanceof Signal.RenewFailed failed
                            ? notRenewed(quiet, failed.failure(), context)
                            : renewed(quiet, ((Signal.Renewed) signal).lease(), context);
        }
        return Step.to(state);
    }

    private static Step renewed(Open state, Duration lease, Context context) {
        Open next = state.with(state.held().renewed(context.now(), lease, context.jitter()));
        return Step.to(OpenSteps.seenTo(next), new Effect.RecordLease())
                .after(OpenSteps.look(state));
    }

    private static Step notRenewed(Open state, GatewayException failure, Context context) {
        return switch (RetryRule.of(failure)) {
            case SOON -> OpenSteps.postponed(state, failure, context);
            // Another client may have it by now; a check shows.
            case WHEN_FREE ->
                    OpenSteps.postponed(state.with(state.held().doubt()), failure, context)
                            .after(new Effect.Check());
            // Opening it again tries other parameters.
            default -> reopen(state, List.of()).after(StateEntry.trouble(failure));
        };
    }
}
