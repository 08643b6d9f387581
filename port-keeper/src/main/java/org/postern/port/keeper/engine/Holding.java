// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
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
    private static final String NOT_HELD = "the router does not hold it any more.";

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

    /** One for each protocol that is open. */
    List<OpenPort> open() {
        return lease.hold().stream()
                .flatMap(each -> each.mappings().stream())
                .map(this::port)
                .toList();
    }

    private OpenPort port(PortMapping each) {
        return new OpenPort(spot.gateway(), spot.router().state().externalAddress(), each);
    }

    List<PortStatus.Holding> status() {
        return lease.hold().stream()
                .flatMap(
                        hold ->
                                hold.mappings().stream()
                                        .map(
                                                each ->
                                                        new PortStatus.Holding(
                                                                port(each),
                                                                hold.since(),
                                                                moment(hold.term().end()),
                                                                moment(hold.term().renewal()))))
                .toList();
    }

    private Optional<Instant> moment(long at) {
        return at == Time.NEVER ? Optional.empty() : Optional.of(spot.parts().time().wallAt(at));
    }

    /** It is opened, opened anew, or taken over from an earlier run. */
    void begins(List<MappingResult.Part> parts, Term term) {
        Optional<Hold> before = lease.hold();
        List<PortMapping> held = parts.stream().map(MappingResult.Part::mapping).toList();
        lease.begins(held, term);
        spot.wanted().is(held.get(0).externalPort());
        mapping.obtaining().reached(PortPhase.OPEN);
        record();
        for (MappingResult.Part each : parts) {
            Optional<PortMapping> old = before.flatMap(hold -> hold.of(each.mapping().protocol()));
            OpenPort port = port(each.mapping());
            if (old.isEmpty()) {
                spot.reports().opened(port, each.notes());
            } else if (!old.get().key().equals(each.mapping().key())) {
                spot.reports().changed(port);
            } else {
                spot.reports().renewed(port, "is open for a new lease.");
            }
        }
    }

    /** What the router shows at the port, of each protocol. */
    void seen(List<PortMapping> found) {
        Hold hold = lease.held();
        Optional<PortMapping> foreign =
                found.stream().filter(each -> !isOurs(hold, each)).findFirst();
        List<PortMapping> left = found.stream().filter(each -> hold.holds(each.key())).toList();
        if (foreign.isPresent()) {
            lose(Sentences.held(spot.gateway(), foreign.get()));
            mapping.obtaining().keepsOnly(found);
            mapping.obtaining().takenBy(foreign.get());
        } else if (left.isEmpty()) {
            vanished();
        } else if (left.stream().anyMatch(each -> !each.enabled())) {
            lose("the router holds it as disabled.");
            mapping.obtaining().open(List.of());
        } else if (left.size() < spot.keys().size()) {
            losePart(left);
        } else if (lease.isDoubted()) {
            // It is ours: this router does not overwrite it. A new opening closes it first.
            mapping.obtaining().open(List.of());
        } else if (lease.isStale(found)) {
            // This router's leases are not renewed by repetition: only a new mapping gets one.
            mapping.obtaining().open(spot.keys());
        } else {
            lease.seen(found);
            spot.router().restored(mapping);
            record();
        }
    }

    private boolean isOurs(Hold hold, PortMapping found) {
        return hold.leadsTo(found)
                && (hold.holds(found.key()) || spot.parts().book().owns(spot.gateway(), found));
    }

    /** Of TCP and UDP one is lost: it is opened again at the same number, or both move. */
    private void losePart(List<PortMapping> left) {
        List<OpenPort> lost =
                open().stream().filter(each -> !keys(left).contains(each.mapping().key())).toList();
        lease.keeps(left);
        mapping.obtaining().keepsOnly(left);
        mapping.obtaining().reached(PortPhase.OPENING);
        spot.entry().refresh();
        lost.forEach(each -> spot.reports().lost(each, NOT_HELD));
        if (!spot.turn().is(Doing.OPENING)) {
            mapping.obtaining().open(List.of());
        }
    }

    private static List<PortKey> keys(List<PortMapping> mappings) {
        return mappings.stream().map(PortMapping::key).toList();
    }

    /** Whether of TCP and UDP only one is held. */
    boolean isPart() {
        return lease.held().mappings().size() < spot.keys().size();
    }

    /** The router does not show what it holds, and may have forgotten it. */
    void suspected() {
        mapping.obtaining().open(List.of());
    }

    boolean isDoubted() {
        return lease.isDoubted();
    }

    /** The router has forgotten it. */
    void vanished() {
        lose(NOT_HELD);
        mapping.obtaining().keepsOnly(List.of());
        mapping.obtaining().open(List.of());
    }

    /** Whether it leads to this machine as the router sees it now. */
    boolean isHere() {
        return lease.held().mappings().stream()
                .allMatch(each -> spot.router().isHere(each.internalClient()));
    }

    /** The router's external address is another. */
    void changed() {
        spot.entry().refresh();
        open().forEach(spot.reports()::changed);
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
            open().forEach(each -> spot.reports().renewed(each, "is renewed."));
        }
    }

    private void notRenewed(GatewayException failure) {
        if (!isStillHeld()) {
            return;
        }
        spot.entry().troubled(spot.parts().time().wall(), failure);
        switch (Remedy.of(failure)) {
            case AGAIN -> postpone();
            case WAIT_UNTIL_FREE -> {
                // Perhaps somebody else's by now: what stands there tells.
                lease.doubt();
                postpone();
                spot.router().looks().check(mapping);
            }
            // In these words it does not; the ladder of a new opening knows others.
            default -> mapping.obtaining().open(List.of());
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
        List<OpenPort> ports = open();
        lease.ends();
        spot.alarm().off();
        mapping.obtaining().reached(PortPhase.OPENING);
        spot.entry().refresh();
        ports.forEach(each -> spot.reports().lost(each, reason));
    }

    private void record() {
        lease.held()
                .mappings()
                .forEach(
                        each -> spot.parts().book().holds(spot.gateway(), each, lease.goodUntil()));
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
