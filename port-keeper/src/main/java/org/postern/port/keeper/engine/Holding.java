// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.engine.Turn.Doing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a port that a router holds: renews it, compares it with what the router shows, and says
 * when it is lost. Used by the keeper's thread.
 */
final class Holding {
    private final KeptMapping mapping;
    private final Spot spot;
    private final Lease lease;

    Holding(KeptMapping mapping, Spot spot) {
        this.mapping = mapping;
        this.spot = spot;
        this.lease = new Lease(spot.parts());
    }

    boolean isHeld() {
        return lease.isHeld();
    }

    Optional<OpenPort> open() {
        return lease.hold()
                .map(
                        each ->
                                new OpenPort(
                                        spot.gateway(),
                                        spot.router().state().externalAddress(),
                                        each.mapping()));
    }

    Optional<PortStatus.Holding> status() {
        return lease.hold()
                .map(
                        each ->
                                new PortStatus.Holding(
                                        open().orElseThrow(),
                                        each.since(),
                                        moment(each.term().end()),
                                        moment(each.term().renewal())));
    }

    private Optional<Instant> moment(long at) {
        return at == Time.NEVER ? Optional.empty() : Optional.of(spot.parts().time().wallAt(at));
    }

    /** It is opened, opened anew, or taken over from an earlier run. */
    void begins(PortMapping held, Term term, List<String> notes) {
        Optional<PortMapping> before = lease.hold().map(Hold::mapping);
        lease.begins(held, term);
        spot.wanted().is(held.externalPort());
        mapping.obtaining().reached(PortPhase.OPEN);
        record();
        OpenPort port = open().orElseThrow();
        if (before.isEmpty()) {
            spot.reports().opened(port, notes);
        } else if (before.get().externalPort() != held.externalPort()) {
            spot.reports().changed(port);
        } else {
            spot.reports().renewed(port, "is open for a new lease.");
        }
    }

    /** What the router shows at the port. */
    void seen(Optional<PortMapping> found) {
        if (found.isEmpty()) {
            vanished();
        } else if (!lease.held().leadsTo(found.get())) {
            lose(Sentences.held(spot.gateway(), found.get()));
            mapping.obtaining().takenBy(found.get());
        } else if (!found.get().enabled()) {
            lose("the router holds it as disabled.");
            mapping.obtaining().open(false);
        } else if (lease.isDoubted()) {
            // It is ours: this router does not overwrite it. A new opening closes it first.
            mapping.obtaining().open(false);
        } else if (lease.isStale(found.get())) {
            // This router's leases are not renewed by repetition: only a new mapping gets one.
            mapping.obtaining().open(true);
        } else {
            lease.seen(found.get());
            spot.router().restored(mapping);
            record();
        }
    }

    /** The router has forgotten it. */
    void vanished() {
        lose("the router does not hold it any more.");
        mapping.obtaining().open(false);
    }

    /** Whether it leads to this machine as the router sees it now. */
    boolean isHere() {
        return spot.router().isHere(lease.held().mapping().internalClient());
    }

    /** The router's external address is another. */
    void changed() {
        spot.entry().refresh();
        open().ifPresent(spot.reports()::changed);
    }

    /** The call that renews its lease. */
    Call renewalCall() {
        spot.turn().asks();
        return MappingCalls.renewal(
                lease.held(), spot.entry().request().lease(), this::renewed, this::notRenewed);
    }

    private void renewed() {
        if (isStillHeld()) {
            lease.renewed();
            record();
            spot.reports().renewed(open().orElseThrow(), "is renewed.");
        }
    }

    private void notRenewed(GatewayException failure) {
        if (!isStillHeld()) {
            return;
        }
        spot.entry().troubled(spot.parts().time().wall(), failure);
        switch (Remedy.of(failure.result())) {
            case AGAIN -> postpone();
            case WAIT_UNTIL_FREE -> {
                // Perhaps somebody else's by now: what stands there tells.
                lease.doubt();
                postpone();
                spot.router().looks().check(mapping);
            }
            // In these words it does not; the ladder of a new opening knows others.
            default -> mapping.obtaining().open(false);
        }
    }

    private boolean isStillHeld() {
        if (!mapping.answered()) {
            return false;
        }
        if (!isHeld()) {
            // The lease ended meanwhile.
            mapping.obtaining().look();
        } else if (!isHere()) {
            mapping.moved();
        }
        return isHeld();
    }

    /** The clock has jumped ahead. */
    void slept() {
        lease.slept();
        plan();
    }

    /** It could not be renewed yet. */
    void postpone() {
        lease.postpone();
        plan();
    }

    /** It is wanted still, and not open any more. */
    void lose(String reason) {
        OpenPort port = open().orElseThrow();
        lease.ends();
        spot.alarm().off();
        mapping.obtaining().reached(PortPhase.OPENING);
        spot.entry().refresh();
        spot.reports().lost(port, reason);
    }

    private void record() {
        spot.parts().book().holds(spot.gateway(), lease.held().mapping(), lease.goodUntil());
        plan();
    }

    private void plan() {
        spot.alarm().set(lease.next(spot.turn().isFree()));
        spot.entry().refresh();
    }

    /** Something of what was planned is to be done. */
    void due() {
        if (lease.isOver()) {
            lose("its lease has ended.");
            mapping.obtaining().look();
            return;
        }
        if (lease.wantsReadBack()) {
            spot.router().looks().check(mapping);
        }
        if (spot.turn().isFree() && lease.wantsRenewal()) {
            spot.turn().begins(Doing.RENEWING);
            spot.router().renewals().add(mapping, lease.held().term());
        }
        plan();
    }
}
