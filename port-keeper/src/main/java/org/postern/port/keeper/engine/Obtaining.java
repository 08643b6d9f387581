// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.engine.Turn.Doing;
import org.postern.port.keeper.internal.timing.Backoff;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gets a port that is not held: looks before anything is changed, then opens it, takes it over, or
 * waits for whoever has it. Used by the keeper's thread.
 */
final class Obtaining {
    private final KeptMapping mapping;
    private final Spot spot;
    private PortPhase phase = PortPhase.OPENING;
    private List<PortKey> closingFirst = List.of();
    private int failures;
    private int unclear;

    Obtaining(KeptMapping mapping, Spot spot) {
        this.mapping = mapping;
        this.spot = spot;
    }

    PortPhase phase() {
        return phase;
    }

    /** Looks before anything is changed. */
    void look() {
        if (!mapping.isWanted() || spot.turn().isAsking()) {
            return;
        }
        spot.router().drop(mapping);
        spot.alarm().off();
        spot.turn().begins(Doing.LOOKING);
        if (!spot.router().places().waits(spot.keys(), this::look)) {
            Optional<KeptMapping> owner = spot.router().places().take(spot.keys(), mapping);
            if (owner.isPresent()) {
                spot.turn().ends();
                takenBy(owner.get());
            } else if (phase == PortPhase.OPENING) {
                spot.router().looks().first(mapping);
            } else {
                spot.router().looks().check(mapping);
            }
        }
        spot.entry().refresh();
    }

    /** What the router shows at the port, of each protocol. */
    void seen(List<PortMapping> found) {
        if (spot.turn().is(Doing.LOOKING)) {
            spot.turn().ends();
            keepsOnly(found);
            Optional<PortMapping> foreign =
                    found.stream()
                            .filter(each -> !spot.parts().book().owns(spot.gateway(), each))
                            .findFirst();
            foreign.ifPresentOrElse(this::takenBy, () -> ours(found));
        }
    }

    /** The router does not show what it holds. */
    void unseen() {
        if (spot.turn().is(Doing.LOOKING)) {
            open(List.of());
        }
    }

    /**
     * Of a pair, what the router does not show is not closed by its record when the pair cannot be
     * opened: it would be somebody else's by then.
     */
    void keepsOnly(List<PortMapping> found) {
        if (spot.keys().size() > 1) {
            spot.keys().stream()
                    .filter(key -> found.stream().noneMatch(each -> each.key().equals(key)))
                    .forEach(key -> spot.parts().book().remove(spot.gateway(), key));
        }
    }

    private void ours(List<PortMapping> found) {
        MappingRequest asked = spot.entry().request();
        List<PortKey> elsewhere =
                found.stream()
                        .filter(
                                each ->
                                        each.internalPort() != asked.effectiveInternalPort()
                                                || !spot.router().isHere(each.internalClient()))
                        .map(PortMapping::key)
                        .toList();
        if (!elsewhere.isEmpty()
                || found.size() < spot.keys().size()
                || !found.stream().allMatch(PortMapping::enabled)) {
            open(elsewhere);
            return;
        }
        Term term =
                Term.adopted(spot.now(), Hold.lease(found), asked.lease(), spot.parts().jitter());
        mapping.holding()
                .begins(
                        found.stream()
                                .map(each -> new MappingResult.Part(each, List.of()))
                                .toList(),
                        term);
    }

    /**
     * Has it opened as soon as the router may be asked.
     *
     * @param first is closed before that
     */
    void open(List<PortKey> first) {
        spot.router().drop(mapping);
        spot.turn().begins(Doing.OPENING);
        closingFirst = first;
        spot.router().openings().add(mapping);
        spot.entry().refresh();
    }

    /** The call that opens it. */
    Call call() {
        spot.turn().asks();
        MappingRequest request = spot.wanted().request();
        List<PortKey> first = closingFirst;
        InetAddress client = spot.router().client();
        List<LedgerEntry> before =
                spot.keys().stream()
                        .flatMap(each -> spot.parts().book().at(spot.gateway(), each).stream())
                        .toList();
        AtomicBoolean closed = new AtomicBoolean();
        // Before the router is asked: a crash meanwhile leaves nothing that nobody knows of.
        spot.parts().book().plans(spot.gateway(), request, spot.parts().time().wall());
        return MappingCalls.opening(
                request,
                first,
                () -> closed.set(true),
                result -> opened(result, client, standing(before, first)),
                failure -> {
                    if (!first.isEmpty() && !closed.get()) {
                        before.forEach(spot.parts().book()::restores);
                    }
                    notOpened(failure, !first.isEmpty(), standing(before, first));
                });
    }

    /** Of a pair, what one protocol had before stays on the router when the pair is not opened. */
    private List<LedgerEntry> standing(List<LedgerEntry> before, List<PortKey> closed) {
        return spot.keys().size() == 1
                ? List.of()
                : before.stream().filter(each -> !closed.contains(each.key())).toList();
    }

    private void opened(MappingResult result, InetAddress client, List<LedgerEntry> standing) {
        int port = result.mapping().externalPort();
        if (mapping.isAttached() && port != spot.wanted().port()) {
            nothingThere(standing);
            List<PortKey> before = spot.keys();
            spot.router().places().give(before, mapping);
            closeAt(before);
            spot.wanted().moves(port);
            // Also of one that was released meanwhile, and is closed by this record.
            spot.parts()
                    .book()
                    .plans(spot.gateway(), spot.wanted().request(), spot.parts().time().wall());
            Optional<KeptMapping> owner = spot.router().places().take(spot.keys(), mapping);
            if (owner.isPresent()) {
                giveBack(owner.get());
                return;
            }
        }
        if (!mapping.answered()) {
            return;
        }
        if (!client.equals(spot.router().client())) {
            // It leads to where this machine was when the router was asked.
            mapping.moved();
        } else if (result.mappings().stream().allMatch(PortMapping::enabled)) {
            Term term =
                    Term.granted(spot.now(), Hold.lease(result.mappings()), spot.parts().jitter());
            mapping.holding().begins(result.parts(), term);
        } else {
            refused(
                    new GatewayException(
                            Reason.FAILED,
                            Sentences.name(spot.gateway())
                                    + " holds "
                                    + spot.keys().get(0)
                                    + " as disabled. Switch it on there."));
        }
    }

    /** The gateway knows nothing of what another kept port waits for: that one keeps its claim. */
    private void giveBack(KeptMapping owner) {
        if (mapping.isHeld()) {
            mapping.holding().lose("the router has given it another port.");
        }
        closeAt(spot.keys());
        if (mapping.answered()) {
            takenBy(owner);
        }
    }

    private void notOpened(
            GatewayException failure, boolean wasClosed, List<LedgerEntry> standing) {
        if (!mapping.answered()) {
            return;
        }
        spot.entry().troubled(spot.parts().time().wall(), failure);
        Remedy remedy = Remedy.of(failure);
        if (mapping.isHeld() && !wasClosed && isStillBelieved(remedy)) {
            spot.router().restored(mapping);
            mapping.holding().postpone();
            return;
        }
        if (mapping.isHeld()) {
            mapping.holding().lose(failure.getMessage());
        }
        boolean soon =
                remedy == Remedy.AGAIN_THEN_RARELY
                        && phase != PortPhase.REFUSED
                        && ++unclear <= Remedy.UNCLEAR;
        if (remedy == Remedy.AGAIN || soon) {
            enter(PortPhase.OPENING);
            spot.router().restored(mapping);
            again(RetryWaits.SOON);
            return;
        }
        nothingThere(standing);
        closeAt(spot.keys());
        if (remedy == Remedy.WAIT_UNTIL_FREE) {
            // Where another port would do, the gateway has tried others.
            waitUntilFree(failure.reason(), failure.code(), failure.getMessage());
        } else {
            refused(failure);
        }
    }

    /** Whether what was held before a new opening failed may be held still. */
    private boolean isStillBelieved(Remedy remedy) {
        return switch (remedy) {
            case AGAIN -> true;
            // Only what the router shows tells more than this answer.
            case WAIT_UNTIL_FREE ->
                    !mapping.holding().isPart() && spot.router().visibility().canLook();
            case AGAIN_THEN_RARELY, RARELY -> !mapping.holding().isPart();
        };
    }

    /** What was planned did not come about: only what stood there before is ours. */
    private void nothingThere(List<LedgerEntry> standing) {
        spot.keys().forEach(each -> spot.parts().book().remove(spot.gateway(), each));
        standing.forEach(spot.parts().book()::restores);
    }

    /** Of a pair that cannot be open there, what is there is closed: it is all or nothing. */
    private void closeAt(List<PortKey> keys) {
        keys.stream()
                .filter(each -> spot.parts().book().at(spot.gateway(), each).isPresent())
                .forEach(
                        each ->
                                spot.router()
                                        .close(
                                                each,
                                                Optional.of(spot.entry().request()),
                                                Optional.empty()));
    }

    /** Somebody else's mapping stands there. */
    void takenBy(PortMapping found) {
        spot.parts().book().remove(spot.gateway(), found.key());
        closeAt(spot.keys());
        taken(Sentences.held(spot.gateway(), found));
    }

    /** Another kept port has it. */
    private void takenBy(KeptMapping owner) {
        taken(spot.keys().get(0) + " is kept open for " + owner.entry().origin() + ".");
    }

    private void taken(String sentence) {
        List<PortKey> before = spot.keys();
        boolean goesOn = spot.wanted().leave();
        if (!spot.keys().equals(before)) {
            spot.router().places().give(before, mapping);
        }
        if (goesOn) {
            spot.entry()
                    .troubled(
                            spot.parts().time().wall(),
                            Reason.CONFLICT,
                            Optional.empty(),
                            sentence);
            look();
        } else {
            waitUntilFree(Reason.CONFLICT, Optional.empty(), sentence);
        }
    }

    private void waitUntilFree(Reason reason, Optional<ControlCode> code, String sentence) {
        spot.entry().troubled(spot.parts().time().wall(), reason, code, sentence);
        enter(PortPhase.TAKEN);
        again(RetryWaits.FREE);
        spot.reports().refused(spot.gateway(), reason, sentence);
    }

    private void refused(GatewayException failure) {
        spot.entry().troubled(spot.parts().time().wall(), failure);
        enter(PortPhase.REFUSED);
        again(RetryWaits.RARE);
        spot.reports().refused(spot.gateway(), failure.reason(), failure.getMessage());
    }

    /** The router holds it, or does not any more. */
    void reached(PortPhase other) {
        enter(other);
        failures = 0;
        unclear = 0;
    }

    private void enter(PortPhase other) {
        if (phase != other) {
            failures = 0;
            unclear = 0;
            phase = other;
        }
        if (other != PortPhase.OPENING) {
            spot.router().restored(mapping);
        }
    }

    private void again(Backoff backoff) {
        failures++;
        spot.alarm().set(spot.now() + backoff.nanos(failures, spot.parts().jitter()));
        spot.entry().refresh();
    }
}
