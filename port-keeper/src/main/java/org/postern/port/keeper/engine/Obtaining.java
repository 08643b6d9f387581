// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;
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
    private boolean closeFirst;
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
        if (!spot.router().places().waits(spot.key(), this::look)) {
            Optional<KeptMapping> owner = spot.router().places().take(spot.key(), mapping);
            if (owner.isPresent()) {
                spot.turn().ends();
                taken(spot.key() + " is kept open for " + owner.get().entry().origin() + ".");
            } else if (phase == PortPhase.OPENING) {
                spot.router().looks().first(mapping);
            } else {
                spot.router().looks().check(mapping);
            }
        }
        spot.entry().refresh();
    }

    /** What the router shows at the port. */
    void seen(Optional<PortMapping> found) {
        if (spot.turn().is(Doing.LOOKING)) {
            spot.turn().ends();
            found.ifPresentOrElse(this::stands, () -> open(false));
        }
    }

    /** The router does not show what it holds. */
    void unseen() {
        if (spot.turn().is(Doing.LOOKING)) {
            open(false);
        }
    }

    private void stands(PortMapping found) {
        MappingRequest asked = spot.entry().request();
        if (!spot.parts().book().owns(spot.gateway(), found)) {
            takenBy(found);
        } else if (found.internalPort() != asked.effectiveInternalPort()
                || !spot.router().isHere(found.internalClient())) {
            open(true);
        } else if (!found.enabled()) {
            open(false);
        } else {
            Term term =
                    Term.adopted(spot.now(), found.lease(), asked.lease(), spot.parts().jitter());
            mapping.holding().begins(found, term, List.of());
        }
    }

    /** Has it opened as soon as the router may be asked. */
    void open(boolean closingFirst) {
        spot.router().drop(mapping);
        spot.turn().begins(Doing.OPENING);
        closeFirst = closingFirst;
        spot.router().openings().add(mapping);
        spot.entry().refresh();
    }

    /** The call that opens it. */
    Call call() {
        spot.turn().asks();
        MappingRequest request = spot.wanted().request();
        boolean first = closeFirst;
        InetAddress client = spot.router().client();
        Optional<LedgerEntry> before = spot.parts().book().at(spot.gateway(), spot.key());
        AtomicBoolean closed = new AtomicBoolean();
        // Before the router is asked: a crash meanwhile leaves nothing that nobody knows of.
        spot.parts().book().plans(spot.gateway(), request, spot.parts().time().wall());
        return MappingCalls.opening(
                request,
                first,
                () -> closed.set(true),
                result -> opened(result, client),
                failure -> {
                    if (first && !closed.get()) {
                        before.ifPresent(spot.parts().book()::restores);
                    }
                    notOpened(failure, first);
                });
    }

    private void opened(MappingResult result, InetAddress client) {
        PortMapping held = result.mapping();
        if (mapping.isAttached() && held.externalPort() != spot.key().port()) {
            spot.parts().book().remove(spot.gateway(), spot.key());
            spot.router().places().give(spot.key(), mapping);
            spot.wanted().is(held.externalPort());
            spot.router().places().take(spot.key(), mapping);
            // Also of one that was released meanwhile, and is closed by this record.
            spot.parts()
                    .book()
                    .plans(spot.gateway(), spot.wanted().request(), spot.parts().time().wall());
        }
        if (!mapping.answered()) {
            return;
        }
        if (!client.equals(spot.router().client())) {
            // It leads to where this machine was when the router was asked.
            mapping.moved();
        } else if (held.enabled()) {
            Term term = Term.granted(spot.now(), held.lease(), spot.parts().jitter());
            mapping.holding().begins(held, term, result.notes());
        } else {
            refused(
                    new GatewayException(
                            UpnpResult.ACTION_FAILED,
                            Sentences.name(spot.gateway())
                                    + " holds "
                                    + spot.key()
                                    + " as disabled. Switch it on there."));
        }
    }

    private void notOpened(GatewayException failure, boolean wasClosed) {
        if (!mapping.answered()) {
            return;
        }
        spot.entry().troubled(spot.parts().time().wall(), failure);
        if (mapping.isHeld() && !wasClosed) {
            mapping.holding().postpone();
            return;
        }
        if (mapping.isHeld()) {
            mapping.holding().lose(String.valueOf(failure.getMessage()));
        }
        Remedy remedy = Remedy.of(failure.result());
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
        spot.parts().book().remove(spot.gateway(), spot.key());
        if (remedy == Remedy.WAIT_UNTIL_FREE) {
            taken(failure.result(), String.valueOf(failure.getMessage()));
        } else {
            refused(failure);
        }
    }

    /** Somebody else's mapping stands there. */
    void takenBy(PortMapping found) {
        spot.parts().book().remove(spot.gateway(), spot.key());
        taken(Sentences.held(spot.gateway(), found));
    }

    private void taken(String sentence) {
        taken(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, sentence);
    }

    private void taken(UpnpResult result, String sentence) {
        spot.entry().troubled(spot.parts().time().wall(), result, sentence);
        PortKey before = spot.key();
        if (spot.wanted().next()) {
            spot.router().places().give(before, mapping);
            look();
            return;
        }
        enter(PortPhase.TAKEN);
        again(RetryWaits.FREE);
        spot.reports().refused(spot.gateway(), result, sentence);
    }

    private void refused(GatewayException failure) {
        spot.entry().troubled(spot.parts().time().wall(), failure);
        enter(PortPhase.REFUSED);
        again(RetryWaits.RARE);
        spot.reports()
                .refused(spot.gateway(), failure.result(), String.valueOf(failure.getMessage()));
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
