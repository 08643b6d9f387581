// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.state.StateSamples.ELSEWHERE;
import static org.postern.port.keeper.state.StateSamples.FORMER;
import static org.postern.port.keeper.state.StateSamples.HERE;
import static org.postern.port.keeper.state.StateSamples.NOW;
import static org.postern.port.keeper.state.StateSamples.PAIR;
import static org.postern.port.keeper.state.StateSamples.TCP;
import static org.postern.port.keeper.state.StateSamples.failure;
import static org.postern.port.keeper.state.StateSamples.lease;
import static org.postern.port.keeper.state.StateSamples.mapping;
import static org.postern.port.keeper.state.StateSamples.mappings;
import static org.postern.port.keeper.state.StateSamples.seconds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.state.PortState.Closing;
import org.postern.port.keeper.state.PortState.Looking;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Opening;
import org.postern.port.keeper.state.PortState.Pending;
import org.postern.port.keeper.state.PortState.Refused;
import org.postern.port.keeper.state.PortState.Request;
import org.postern.port.keeper.state.PortState.Taken;
import org.postern.port.keeper.state.PortState.Waiting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The path of a port through its states, with all that is done on the way. */
class TransitionsTest {
    private static final Target TARGET = Target.of(TCP, 80);
    private static final PortMapping MAPPING = mappings(TCP, 80, HERE).get(0);

    private final StateSamples.Surroundings context = new StateSamples.Surroundings();

    private Step on(PortState state, Signal signal) {
        return Transitions.on(state, signal, context);
    }

    private static Opening asked(MappingRequest request, List<PortMapping> replaced) {
        return new Opening(Target.of(request, 80), Attempts.NONE, replaced, true, false);
    }

    private static Open open(Request request) {
        return new Open(TARGET, lease(TCP), request, List.of(), false, false);
    }

    private static Signal seen(PortMapping... found) {
        return new Signal.Seen(List.of(found), List.of());
    }

    private static Signal.Opened opened(MappingRequest request, int port) {
        return new Signal.Opened(
                new MappingResult(
                        mappings(request, port, HERE).stream()
                                .map(each -> new MappingResult.Part(each, List.of("note")))
                                .toList()),
                Duration.ofHours(1),
                true);
    }

    private static Attempts attempts(PortPhase phase, int failures, int unclear) {
        return new Attempts(phase, failures, unclear, Optional.empty(), false);
    }

    private static Effect.Trouble trouble(Reason reason) {
        return new Effect.Trouble(reason, Optional.empty(), "The router says " + reason + ".");
    }

    @Test
    void aPortThatIsWantedIsLookedAt_openedAndHeld() {
        Step looks = on(Transitions.begin(TARGET), new Signal.Wanted());
        assertEquals(
                new Step(new Looking(TARGET, Attempts.NONE), List.of(new Effect.Look(true, false))),
                looks);
        Step opens = on(looks.next(), seen());
        Opening opening = new Opening(TARGET, Attempts.NONE, List.of(), false, false);
        assertEquals(new Step(opening, List.of(new Effect.Open())), opens);
        Step asks = on(opening, new Signal.Asked());
        assertEquals(new Step(asked(TCP, List.of()), List.of()), asks);

        Step holds = on(asks.next(), opened(TCP, 80));
        assertEquals(
                new Step(
                        Open.quiet(TARGET, StateSamples.fresh(TCP), false),
                        List.of(
                                new Effect.Settled(),
                                new Effect.RecordLease(),
                                new Effect.TellOpened(MAPPING, List.of("note")))),
                holds);
        assertEquals(NOW + seconds(10), holds.next().wakeAt(), "it is looked up soon");
        assertEquals(PortPhase.OPEN, holds.next().phase());
    }

    @Test
    void aPlaceThatIsBeingClosedIsWaitedFor() {
        context.closing = true;
        PortState waits = on(Transitions.begin(TARGET), new Signal.Wanted()).next();
        assertTrue(waits.waitsForPlace());
        assertEquals(waits, on(waits, new Signal.RouterChanged()).next());
        context.closing = false;
        assertEquals(new Looking(TARGET, Attempts.NONE), on(waits, new Signal.PlaceFree()).next());
    }

    @Test
    void aPortThatAnotherHasIsTaken_andLookedAtWhenThatOneLetsGo() {
        context.keptFor = Optional.of("bundle x");
        Step step = on(Transitions.begin(TARGET), new Signal.Wanted());
        String sentence = Sentences.kept(PortKey.tcp(80), "bundle x");
        Taken taken = new Taken(TARGET, attempts(PortPhase.TAKEN, 1, 0), NOW + seconds(30), true);
        assertEquals(
                new Step(
                        taken,
                        List.of(
                                new Effect.Settled(),
                                new Effect.Trouble(Reason.CONFLICT, Optional.empty(), sentence),
                                new Effect.TellRefused(Reason.CONFLICT, sentence))),
                step);
        context.keptFor = Optional.empty();
        assertEquals(
                new Step(
                        new Looking(TARGET, taken.attempts()),
                        List.of(new Effect.Look(false, false))),
                on(taken, new Signal.PlaceFree()));
        Taken byOther = new Taken(TARGET, taken.attempts(), taken.until(), false);
        assertEquals(byOther, on(byOther, new Signal.PlaceFree()).next());
    }

    @Test
    void whereAnyPortWillDoTheNextIsLookedAt() {
        Target any = Target.of(TCP.anyPort(), 80);
        PortMapping foreign = mapping(PortKey.tcp(80), ELSEWHERE, true, 60);
        Step step = on(new Looking(any, Attempts.NONE), seen(foreign));

        assertEquals(
                new Looking(new Target(TCP.anyPort(), 81, Set.of(80)), Attempts.NONE), step.next());
        assertEquals(
                List.of(
                        new Effect.Forget(PortKey.tcp(80)),
                        new Effect.Close(List.of(PortKey.tcp(80))),
                        new Effect.Trouble(
                                Reason.CONFLICT,
                                Optional.empty(),
                                Sentences.held(StateSamples.GATEWAY, foreign)),
                        new Effect.Look(true, false)),
                step.effects());
    }

    @Test
    void whatIsOursIsAdopted_orReplacedWhereItLeadsElsewhere() {
        Step adopted = on(new Looking(TARGET, Attempts.NONE), seen(MAPPING));
        assertEquals(lease(TCP), adopted.next().lease().orElseThrow());
        PortMapping former = mapping(PortKey.tcp(80), FORMER, true, 60);
        assertEquals(
                new Opening(TARGET, Attempts.NONE, List.of(former), false, false),
                on(new Looking(TARGET, Attempts.NONE), seen(former)).next());
        PortMapping off = mapping(PortKey.tcp(80), HERE, false, 60);
        assertEquals(
                new Opening(TARGET, Attempts.NONE, List.of(), false, false),
                on(new Looking(TARGET, Attempts.NONE), seen(off)).next());
    }

    @Test
    void silenceIsTriedAgainSoon_andLookedFurtherWhereTheRouterChooses() {
        Step step = on(asked(TCP, List.of()), new Signal.OpenFailed(failure(Reason.UNREACHABLE)));
        assertEquals(
                new Step(
                        new Waiting(TARGET, attempts(PortPhase.OPENING, 1, 0), NOW + seconds(1)),
                        List.of(trouble(Reason.UNREACHABLE), new Effect.Settled())),
                step);
        Step any =
                on(
                        asked(TCP.anyPort(), List.of()),
                        new Signal.OpenFailed(failure(Reason.UNREACHABLE)));
        assertEquals(
                List.of(new Effect.Look(true, true)), on(any.next(), new Signal.Due()).effects());
    }

    @Test
    void anUnclearFailureIsTriedSoonFourTimes_andEveryFewMinutesThen() {
        PortState state = asked(TCP, List.of());
        for (int count = 1; count <= RetryRule.UNCLEAR; count++) {
            Waiting waits =
                    (Waiting) on(state, new Signal.OpenFailed(failure(Reason.FAILED))).next();
            assertEquals(attempts(PortPhase.OPENING, count, count), waits.attempts());
            state = new Opening(TARGET, waits.attempts(), List.of(), true, false);
        }
        Step refused = on(state, new Signal.OpenFailed(failure(Reason.FAILED)));
        assertEquals(
                new Refused(
                        TARGET,
                        attempts(PortPhase.REFUSED, 1, 0),
                        NOW + Duration.ofMinutes(5).toNanos()),
                refused.next());
        assertEquals(
                List.of(
                        trouble(Reason.FAILED),
                        new Effect.Unplan(TARGET.keys()),
                        new Effect.Close(TARGET.keys()),
                        new Effect.Settled(),
                        trouble(Reason.FAILED),
                        new Effect.TellRefused(Reason.FAILED, "The router says FAILED.")),
                refused.effects());
    }

    @Test
    void ourMappingToAnOlderAddressThatStaysIsToldAsOurs_everyTime() {
        PortMapping former = mapping(PortKey.tcp(80), FORMER, true, 60);
        Step first =
                on(asked(TCP, List.of(former)), new Signal.OpenFailed(failure(Reason.CONFLICT)));
        String sentence = Sentences.former(StateSamples.GATEWAY, former, StateSamples.WALL);
        assertTrue(first.effects().contains(new Effect.TellRefused(Reason.CONFLICT, sentence)));
        Taken taken = (Taken) first.next();
        assertEquals(Optional.of(former), taken.attempts().former());
        context.ours = Set.of();
        Step again = on(new Looking(TARGET, taken.attempts()), seen(former));
        assertTrue(again.effects().contains(new Effect.TellRefused(Reason.CONFLICT, sentence)));
        for (PortMapping other :
                List.of(
                        mapping(PortKey.tcp(81), FORMER, true, 60),
                        mapping(PortKey.tcp(80), ELSEWHERE, true, 60))) {
            assertFalse(taken.attempts().isFormer(other));
        }
        assertTrue(taken.attempts().isFormer(former));
    }

    @Test
    void aLeaseIsRenewedAtItsTime_andReadBack() {
        Open held = open(Request.NONE);
        assertEquals(Step.to(held), on(held, new Signal.Due()));
        context.now = NOW + seconds(1800);
        Step due = on(held, new Signal.Due());
        assertEquals(
                new Step(open(Request.RENEW), List.of(new Effect.Renew(held.held().term()))), due);
        assertEquals(NOW + seconds(3600), due.next().wakeAt());
        Step asks = on(due.next(), new Signal.Asked());
        assertEquals(open(Request.RENEW_ASKED), asks.next());
        Step renewed = on(asks.next(), new Signal.Renewed(Duration.ofHours(1)));
        assertEquals(
                Open.quiet(
                        TARGET,
                        held.held().renewed(context.now, Duration.ofDays(7), () -> 0.5),
                        false),
                renewed.next());
        assertEquals(List.of(new Effect.RecordLease()), renewed.effects());
        context.now += seconds(10);
        Step reads = on(renewed.next(), new Signal.Due());
        assertEquals(List.of(new Effect.Check()), reads.effects());
        assertEquals(Term.NEVER, reads.next().lease().orElseThrow().readBack());
        PortMapping shown = mapping(PortKey.tcp(80), HERE, true, 3590);
        Effect told = new Effect.TellRenewed(shown, "is renewed.");
        Step seen = on(reads.next(), seen(shown));
        assertEquals(told, seen.effects().get(0));
        assertFalse(on(seen.next(), seen(shown)).effects().contains(told), "once");
        assertEquals(
                List.of(new Effect.TellRenewed(MAPPING, "is renewed."), new Effect.Settled()),
                on(reads.next(), new Signal.Hidden()).effects());
    }

    @Test
    void aLeaseThatEndedIsLost_andLookedFor() {
        context.now = NOW + seconds(3600);
        Step lost = on(open(Request.NONE), new Signal.Due());
        assertEquals(
                new Step(
                        new Looking(TARGET, Attempts.NONE),
                        List.of(
                                new Effect.TellLost(MAPPING, "its lease has ended."),
                                new Effect.Look(true, false))),
                lost);
        PortState asked = on(open(Request.RENEW_ASKED), new Signal.Due()).next();
        assertEquals(asked(TCP, List.of()), asked, "the call is waited for");
        assertEquals(
                new Looking(TARGET, Attempts.NONE),
                on(asked, new Signal.Renewed(Duration.ofHours(1))).next());
    }

    @Test
    void aRenewalThatFails() {
        Open asked = open(Request.RENEW_ASKED);
        Lease later = lease(TCP).postponed(NOW, () -> 0.5);
        assertEquals(
                new Step(Open.quiet(TARGET, later, false), List.of(trouble(Reason.UNREACHABLE))),
                on(asked, new Signal.RenewFailed(failure(Reason.UNREACHABLE))));
        assertEquals(
                new Step(
                        Open.quiet(TARGET, later.doubt(), false),
                        List.of(new Effect.Check(), trouble(Reason.CONFLICT))),
                on(asked, new Signal.RenewFailed(failure(Reason.CONFLICT))));
        assertEquals(
                new Step(
                        open(Request.REOPEN),
                        List.of(trouble(Reason.NOT_AUTHORIZED), new Effect.Open())),
                on(asked, new Signal.RenewFailed(failure(Reason.NOT_AUTHORIZED))));
    }

    @Test
    void whatIsHeldIsBelievedWhenItCannotBeOpenedOnceMore() {
        Open asked = open(Request.REOPEN_ASKED);
        Lease later = lease(TCP).postponed(NOW, () -> 0.5);
        for (Reason reason :
                List.of(
                        Reason.UNREACHABLE,
                        Reason.CONFLICT,
                        Reason.FAILED,
                        Reason.NOT_AUTHORIZED)) {
            assertEquals(
                    new Step(
                            Open.quiet(TARGET, later, false),
                            List.of(new Effect.Settled(), trouble(reason))),
                    on(asked, new Signal.OpenFailed(failure(reason))));
        }
        context.looks = false;
        assertEquals(
                PortPhase.TAKEN,
                on(asked, new Signal.OpenFailed(failure(Reason.CONFLICT))).next().phase());
        Open replaced =
                new Open(TARGET, lease(TCP), Request.REOPEN_ASKED, List.of(MAPPING), false, false);
        Step lost = on(replaced, new Signal.OpenFailed(failure(Reason.UNREACHABLE)));
        assertEquals(PortPhase.OPENING, lost.next().phase());
        assertTrue(
                lost.effects()
                        .contains(new Effect.TellLost(MAPPING, "The router says UNREACHABLE.")));
    }

    @Test
    void ofAPairOnlyWhatIsLostIsTold_andBothAreAskedForAgain() {
        Target target = Target.of(PAIR, 80);
        Lease both = lease(PAIR);
        Open held = Open.quiet(target, both, false);
        PortMapping udp = both.mappings().get(1);
        Step part = on(held, seen(both.mappings().get(0)));
        Lease left = both.keeps(both.mappings().subList(0, 1));
        assertEquals(
                new Step(
                        new Open(target, left, Request.REOPEN, List.of(), false, false),
                        List.of(
                                new Effect.TellVanished(udp, Optional.of(Duration.ZERO)),
                                new Effect.Forget(PortKey.udp(80)),
                                new Effect.Open())),
                part);
        assertEquals(PortPhase.OPENING, part.next().phase());
        assertEquals(part.next(), on(part.next(), seen(both.mappings().get(0))).next());
    }

    @Test
    void aRenewalWithoutEffectIsReplaced_andWhatIsShownIsRecorded() {
        context.now = NOW + seconds(1800);
        Lease renewed = lease(TCP).renewed(context.now, Duration.ofDays(7), () -> 0.5);
        PortMapping old = mapping(PortKey.tcp(80), HERE, true, 1790);
        Step stale = on(Open.quiet(TARGET, renewed, true), seen(old));
        assertEquals(
                new Step(
                        new Open(TARGET, renewed, Request.REOPEN, List.of(old), false, false),
                        List.of(new Effect.RememberNotExtended(), new Effect.Open())),
                stale);
        assertEquals(
                List.of(
                        new Effect.TellRenewed(MAPPING, "is renewed."),
                        new Effect.Settled(),
                        new Effect.RecordLease()),
                on(Open.quiet(TARGET, renewed, true), seen(MAPPING)).effects());
        assertEquals(
                new Open(TARGET, lease(TCP).doubt(), Request.REOPEN, List.of(), false, false),
                on(Open.quiet(TARGET, lease(TCP).doubt(), true), seen(MAPPING)).next());
    }

    @Test
    void whileACallRunsWhatIsSeenIsLookedAtAgain() {
        Open asked = open(Request.RENEW_ASKED);
        PortState seen = on(asked, seen()).next();
        assertEquals(asked.looksAgain(), seen);
        assertEquals(asked.looksAgain(), on(asked, new Signal.RouterForgot()).next());
        assertEquals(
                asked.suspected(true).looksAgain(), on(asked, new Signal.RouterChanged()).next());
        assertTrue(
                on(seen, new Signal.Renewed(Duration.ofHours(1)))
                        .effects()
                        .contains(new Effect.Check()));
        assertTrue(
                on(open(Request.REOPEN_ASKED).looksAgain(), opened(TCP, 80))
                        .effects()
                        .contains(new Effect.Check()));
    }

    @Test
    void whatARouterHidesIsAskedForAnewWhereItMayBeLost() {
        Open held = open(Request.NONE);
        assertEquals(new Step(held, List.of(new Effect.Settled())), on(held, new Signal.Hidden()));
        assertEquals(
                new Step(open(Request.REOPEN), List.of(new Effect.Open())),
                on(held.suspected(true), new Signal.Hidden()));
        assertEquals(held.suspected(true), on(held, new Signal.RouterChanged()).next());
        assertEquals(
                open(Request.RENEW_ASKED),
                on(open(Request.RENEW_ASKED).suspected(true), new Signal.Hidden()).next());
    }

    @Test
    void aMoveThatLeadsElsewhereIsALoss_andAnExternalAddressOnlyAChange() {
        Open held = open(Request.NONE);
        assertEquals(List.of(new Effect.Check()), on(held, new Signal.RouterMoved()).effects());
        assertEquals(
                new Step(held, List.of(new Effect.TellChanged(MAPPING))),
                on(held, new Signal.AddressChanged(false)));
        context.here = false;
        assertEquals(new Looking(TARGET, Attempts.NONE), on(held, new Signal.RouterMoved()).next());
        assertEquals(
                new Looking(TARGET, Attempts.NONE),
                on(open(Request.RENEW_ASKED), new Signal.Renewed(Duration.ofHours(1))).next());
    }

    @Test
    void afterAReconnect_itIsClosedAndOpenedAgain() {
        Open reopening =
                new Open(TARGET, lease(TCP), Request.REOPEN, List.of(MAPPING), false, false);
        assertEquals(
                new Step(reopening, List.of(new Effect.TellChanged(MAPPING), new Effect.Open())),
                on(open(Request.NONE), new Signal.AddressChanged(true)));
        assertEquals(
                open(Request.RENEW_ASKED),
                on(open(Request.RENEW_ASKED), new Signal.AddressChanged(true)).next());
        assertEquals(reopening, on(reopening, new Signal.AddressChanged(true)).next());
        // A look shows first whether the router still has it.
        Open suspected = open(Request.NONE).suspected(true);
        assertEquals(suspected, on(suspected, new Signal.AddressChanged(true)).next());
    }

    @Test
    void anotherNumberIsRecordedBeforeTheOldOneIsGivenUp() {
        Target any = Target.of(TCP.anyPort(), 80);
        Target other = any.moved(81);
        Step step = on(asked(TCP.anyPort(), List.of()), opened(TCP, 81));
        assertEquals(Target.of(TCP.anyPort(), 81), step.next().target());
        assertEquals(
                List.of(
                        new Effect.Unplan(any.keys()),
                        new Effect.Close(any.keys()),
                        new Effect.Plan(other.request())),
                step.effects().subList(0, 3));
        Step changed =
                on(
                        new Open(any, lease(TCP), Request.REOPEN_ASKED, List.of(), false, false),
                        opened(TCP, 81));
        assertTrue(
                changed.effects().contains(new Effect.TellChanged(mappings(TCP, 81, HERE).get(0))));
        context.keptFor = Optional.of("another");
        context.free = false;
        assertTrue(
                on(asked(TCP.anyPort(), List.of()), opened(TCP, 81))
                        .effects()
                        .contains(new Effect.Close(List.of(PortKey.tcp(81)))));
    }

    @Test
    void ofAPairOnlyWhatTheLedgerHasIsOurs() {
        Target target = Target.of(PAIR, 80);
        Lease both = lease(PAIR);
        Open part = Open.quiet(target, both.keeps(both.mappings().subList(0, 1)), false);
        PortMapping[] shown = both.mappings().toArray(PortMapping[]::new);
        assertEquals(
                Request.REOPEN, ((Open) on(part, seen(shown)).next()).request(), "not held yet");
        context.ours = Set.of();
        assertEquals(PortPhase.TAKEN, on(part, seen(shown)).next().phase());
        assertEquals(
                Open.quiet(TARGET, lease(TCP), false),
                on(open(Request.NONE), seen(MAPPING)).next(),
                "what is held needs no record");
        context.ours = Set.of(ELSEWHERE);
        PortMapping other = mapping(PortKey.tcp(80), ELSEWHERE, true, 60);
        assertEquals(PortPhase.TAKEN, on(open(Request.NONE), seen(other)).next().phase());
    }

    @Test
    void whatIsOpenedOnceMoreIsOpenSinceItWasFirstOpened() {
        Lease older =
                Lease.adopted(
                        lease(TCP).mappings(),
                        lease(TCP).term(),
                        StateSamples.WALL.minusSeconds(60),
                        Duration.ofHours(1));
        Open asked = new Open(TARGET, older, Request.REOPEN_ASKED, List.of(), false, false);

        assertEquals(
                older.since(), on(asked, opened(TCP, 80)).next().lease().orElseThrow().since());
    }

    @Test
    void aConflictIsToldInTheRoutersWords() {
        Signal conflict = new Signal.OpenFailed(failure(Reason.CONFLICT));
        List<Effect> told =
                List.of(
                        trouble(Reason.CONFLICT),
                        new Effect.Unplan(TARGET.keys()),
                        new Effect.Close(TARGET.keys()),
                        new Effect.Settled(),
                        trouble(Reason.CONFLICT),
                        new Effect.TellRefused(Reason.CONFLICT, "The router says CONFLICT."));
        assertEquals(told, on(asked(TCP, List.of()), conflict).effects());
        assertEquals(told, on(asked(TCP, List.of(MAPPING)), conflict).effects(), "no former");
    }

    @Test
    void aNumberThatWasNotToldIsKept_butNotWhereTheAskedOneIsOurs() {
        Looking looking = new Looking(Target.of(TCP.anyPort(), 80), Attempts.NONE);
        List<PortMapping> unrecorded = mappings(TCP, 99, HERE);
        Step kept = on(looking, new Signal.Seen(List.of(), unrecorded));
        assertEquals(99, kept.next().target().port());
        assertEquals(PortPhase.OPEN, kept.next().phase());
        assertEquals(new Effect.Forget(PortKey.tcp(80)), kept.effects().get(0));

        Step closed = on(looking, new Signal.Seen(List.of(MAPPING), unrecorded));
        assertEquals(80, closed.next().target().port());
        assertEquals(
                List.of(
                        new Effect.Remember(unrecorded.get(0)),
                        new Effect.Close(List.of(PortKey.tcp(99)))),
                closed.effects().subList(0, 2));
    }

    @Test
    void whatIsGivenUpIsClosedAfterTheCallThatRuns() {
        Closing now = new Closing(TARGET, Optional.of(lease(TCP)), Pending.NONE, false);
        assertEquals(
                new Step(now, List.of(new Effect.CloseAll(List.of()))),
                on(open(Request.RENEW), new Signal.Released()));
        Closing later = new Closing(TARGET, Optional.of(lease(TCP)), Pending.CALL, false);
        assertEquals(Step.to(later), on(open(Request.RENEW_ASKED), new Signal.Released()));
        assertEquals(
                new Step(now, List.of(new Effect.CloseAll(List.of()))),
                on(later, new Signal.Renewed(Duration.ofHours(1))));
        assertEquals(later, on(later, new Signal.Ended()).next());
        Step elsewhere = on(later, opened(TCP, 81));
        assertEquals(81, elsewhere.next().target().port());
        assertEquals(
                List.of(
                        new Effect.Unplan(TARGET.keys()),
                        new Effect.Close(TARGET.keys()),
                        new Effect.Plan(TARGET.moved(81).request()),
                        new Effect.CloseAll(List.of())),
                elsewhere.effects());
    }

    @Test
    void theRequestedMappingOfThisMachineWithoutARecordIsOpenedAnew() {
        context.ours = Set.of();
        Looking looking = new Looking(TARGET, Attempts.NONE);
        PortMapping same = mappings(TCP, 80, HERE).get(0);
        Opening opening = new Opening(TARGET, Attempts.NONE, List.of(), false, false);
        assertEquals(new Step(opening, List.of(new Effect.Open())), on(looking, seen(same)));

        assertTrue(
                on(looking, seen(mapping(PortKey.tcp(80), FORMER, true, 3600))).next()
                        instanceof Taken);
        assertTrue(on(looking, seen(like(same, 81, same.description()))).next() instanceof Taken);
        assertTrue(on(looking, seen(like(same, 80, "torrent"))).next() instanceof Taken);
        assertEquals(opening, on(looking, seen(like(same, 80, ""))).next());
        context.anotherInstance = true;
        assertTrue(on(looking, seen(same)).next() instanceof Taken);
    }

    private static PortMapping like(PortMapping one, int internalPort, String description) {
        return new PortMapping(
                one.protocol(),
                one.externalPort(),
                one.internalClient(),
                internalPort,
                description,
                true,
                one.lease(),
                "");
    }

    private static Closing releasing(Target target, Pending pending, boolean isLost) {
        return new Closing(target, Optional.empty(), pending, isLost);
    }

    @Test
    void aNumberWhoseAnswerWasLostIsSearchedForAndClosed_whenThePortIsReleased() {
        MappingRequest anyPort = TCP.anyPort();
        Target target = Target.of(anyPort, 80);
        Step search =
                new Step(
                        releasing(target, Pending.SEARCH, true),
                        List.of(new Effect.Look(true, true)));
        Closing running = releasing(target, Pending.CALL, false);
        assertEquals(Step.to(running), on(asked(anyPort, List.of()), new Signal.Released()));
        assertEquals(search, on(running, new Signal.OpenFailed(failure(Reason.UNREACHABLE))));
        Attempts lost = Attempts.NONE.answerLost(true);
        assertEquals(search, on(new Waiting(target, lost, NOW), new Signal.Released()));
        assertEquals(search, on(new Looking(target, lost), new Signal.Released()));
        assertEquals(
                search,
                on(
                        releasing(target, Pending.CALL, true),
                        new Signal.OpenFailed(failure(Reason.NOT_AUTHORIZED))));

        Closing closing = releasing(target, Pending.NONE, false);
        PortMapping elsewhere = mappings(TCP, 99, HERE).get(0);
        assertEquals(
                new Step(
                        closing,
                        List.of(
                                new Effect.Forget(target.key()),
                                new Effect.Remember(elsewhere),
                                new Effect.CloseAll(List.of(elsewhere.key())))),
                on(search.next(), new Signal.Seen(List.of(), List.of(elsewhere))));
        Step byRecord = new Step(closing, List.of(new Effect.CloseAll(List.of())));
        assertEquals(byRecord, on(search.next(), seen()));
        assertEquals(byRecord, on(search.next(), new Signal.Hidden()));
        assertEquals(Step.to(search.next()), on(search.next(), new Signal.Ended()));
        assertEquals(
                Step.to(new PortState.Closed(target)),
                on(search.next(), new Signal.RouterGone("gone.")));
        context.keptFor = Optional.of("bundle x");
        assertEquals(byRecord, on(running, new Signal.OpenFailed(failure(Reason.UNREACHABLE))));
    }

    @Test
    void aFailureThatOpenedNothingIsNotSearchedFor_whenThePortIsReleased() {
        Signal silence = new Signal.OpenFailed(failure(Reason.UNREACHABLE));
        Closing onlyHere = releasing(TARGET, Pending.CALL, false);
        assertEquals(releasing(TARGET, Pending.NONE, false), on(onlyHere, silence).next());
        Target target = Target.of(TCP.anyPort(), 80);
        Signal refusal = new Signal.OpenFailed(failure(Reason.NOT_AUTHORIZED));
        assertEquals(
                releasing(target, Pending.NONE, false),
                on(releasing(target, Pending.CALL, false), refusal).next());
        assertEquals(
                releasing(TARGET, Pending.NONE, false),
                on(new Looking(TARGET, Attempts.NONE), new Signal.Released()).next());
    }

    @ParameterizedTest
    @EnumSource(Request.class)
    void whatIsQueuedOrOnItsWaySaysSo(Request request) {
        Open state = open(request);
        boolean isAsked = request == Request.RENEW_ASKED || request == Request.REOPEN_ASKED;
        assertEquals(isAsked, state.isAsked());
        assertEquals(!isAsked && request != Request.NONE, state.isQueued());
        assertEquals(NOW + seconds(request == Request.NONE ? 1800 : 3600), state.wakeAt());
        assertTrue(state.needsPlace() && state.isWanted());
    }
}
