package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A kept port on one router: decides what is done next after each answer. Used by the keeper's
 * thread.
 *
 * <p>It is looked at before anything is changed; then it is opened, taken over, or left to whoever
 * has it. An open one is renewed and looked at now and then. docs/port-keeper.md draws the states.
 */
final class KeptMapping {
    /** What is waited for or being asked. */
    private enum Doing {
        NOTHING,
        LOOKING,
        OPENING,
        RENEWING
    }

    private final Parts parts;
    private final KeptEntry entry;
    private final Router router;
    private final WantedPort wanted;
    private final Lease lease;
    private final Alarm alarm;
    private final Reports reports;
    private PortPhase phase = PortPhase.OPENING;
    private Doing doing = Doing.NOTHING;
    private boolean asking;
    private boolean unmapFirst;
    private int failures;
    private int stamp;
    private boolean attached = true;
    private @Nullable CompletableFuture<Void> closing;

    KeptMapping(Parts parts, KeptEntry entry, Router router) {
        this.parts = parts;
        this.entry = entry;
        this.router = router;
        this.wanted =
                new WantedPort(
                        entry.request(),
                        router.remembered(entry.request()),
                        router.places(),
                        parts.jitter());
        this.lease = new Lease(parts);
        this.alarm = new Alarm(parts.agenda(), this::due);
        this.reports = new Reports(parts.events(), entry);
    }

    KeptEntry entry() {
        return entry;
    }

    PortPhase phase() {
        return phase;
    }

    /** The external port that is held, or tried. */
    PortKey key() {
        return wanted.key();
    }

    boolean isAttached() {
        return attached;
    }

    boolean isHeld() {
        return lease.isHeld();
    }

    /** Changes with all that is asked: an answer to an older question means nothing then. */
    int stamp() {
        return stamp;
    }

    private GatewayInfo gateway() {
        return router.gateway().info();
    }

    Optional<OpenPort> open() {
        return lease.hold()
                .map(
                        each ->
                                new OpenPort(
                                        gateway(),
                                        router.state().externalAddress(),
                                        each.mapping()));
    }

    Optional<PortStatus.Holding> holding() {
        return lease.hold()
                .map(
                        each ->
                                new PortStatus.Holding(
                                        open().orElseThrow(),
                                        each.since(),
                                        moment(each.term().end()),
                                        moment(each.term().renewal())));
    }

    Optional<Instant> nextTry() {
        return isHeld() ? Optional.empty() : moment(alarm.at());
    }

    private Optional<Instant> moment(long at) {
        return at == Time.NEVER ? Optional.empty() : Optional.of(parts.time().wallAt(at));
    }

    // What is done.

    /** Looks before anything is changed. */
    void look() {
        if (!attached || asking) {
            return;
        }
        router.drop(this);
        alarm.off();
        doing = Doing.LOOKING;
        if (!router.places().waits(key(), this::look)) {
            Optional<KeptMapping> owner = router.places().take(key(), this);
            if (owner.isPresent()) {
                doing = Doing.NOTHING;
                taken(key() + " is kept open for " + owner.get().entry.origin() + ".");
            } else if (phase == PortPhase.OPENING) {
                router.looks().first(this);
            } else {
                router.looks().check(this);
            }
        }
        entry.refresh();
    }

    /** Something has happened to the router: whatever was waited for is tried now. */
    void lookAgain() {
        if (isHeld()) {
            router.looks().check(this);
        } else if (doing == Doing.NOTHING) {
            look();
        }
    }

    private void reopen(boolean closeFirst) {
        router.drop(this);
        doing = Doing.OPENING;
        unmapFirst = closeFirst;
        router.openings().add(this);
        entry.refresh();
    }

    /** The call that opens it. */
    Call openingCall() {
        ask();
        MappingRequest request = wanted.request();
        boolean closeFirst = unmapFirst;
        // Before the router is asked: a crash meanwhile leaves nothing that nobody knows of.
        parts.book().plans(gateway(), request, parts.time().wall());
        return MappingCalls.opening(
                request, closeFirst, this::opened, failure -> notOpened(failure, closeFirst));
    }

    /** The call that renews its lease. */
    Call renewalCall() {
        ask();
        return MappingCalls.renewal(
                lease.held(), entry.request().lease(), this::renewed, this::notRenewed);
    }

    private void ask() {
        asking = true;
        stamp++;
    }

    /**
     * A call has ended.
     *
     * @return whether what came of it still matters
     */
    private boolean answered() {
        asking = false;
        doing = Doing.NOTHING;
        if (attached && closing != null) {
            finishClosing();
        }
        return attached;
    }

    // What follows from the answers.

    /** What the router shows at the port. */
    void seen(Optional<PortMapping> found) {
        if (!attached) {
            return;
        }
        if (isHeld()) {
            verify(found);
        } else if (doing == Doing.LOOKING) {
            doing = Doing.NOTHING;
            first(found);
        }
    }

    /** The router does not show what it holds. */
    void unseen() {
        if (attached && !isHeld() && doing == Doing.LOOKING) {
            reopen(false);
        }
    }

    private void first(Optional<PortMapping> found) {
        if (found.isEmpty()) {
            reopen(false);
            return;
        }
        PortMapping mapping = found.get();
        if (!parts.book().owns(gateway(), mapping)) {
            takenBy(mapping);
        } else if (mapping.internalPort() != entry.request().effectiveInternalPort()
                || !isHere(mapping.internalClient())) {
            reopen(true);
        } else if (!mapping.enabled()) {
            reopen(false);
        } else {
            hold(
                    mapping,
                    Term.adopted(
                            parts.time().now(),
                            mapping.lease(),
                            entry.request().lease(),
                            parts.jitter()),
                    List.of());
        }
    }

    private void verify(Optional<PortMapping> found) {
        if (found.isEmpty()) {
            vanished();
        } else if (!lease.held().leadsTo(found.get())) {
            lose(Sentences.held(gateway(), found.get()));
            takenBy(found.get());
        } else if (!found.get().enabled()) {
            lose("the router holds it as disabled.");
            reopen(false);
        } else if (lease.isStale(found.get())) {
            // This router's leases are not renewed by repetition: only a new mapping gets one.
            reopen(true);
        } else {
            lease.seen(found.get());
            router.restored(this);
            record();
        }
    }

    /** The router has forgotten it. */
    void vanished() {
        lose("the router does not hold it any more.");
        reopen(false);
    }

    private boolean isHere(InetAddress client) {
        return client.isAnyLocalAddress() || client.equals(router.client());
    }

    private void opened(MappingResult result) {
        PortMapping mapping = result.mapping();
        if (attached && mapping.externalPort() != key().port()) {
            parts.book().remove(gateway(), key());
            router.places().give(key(), this);
            wanted.is(mapping.externalPort());
            router.places().take(key(), this);
        }
        if (!answered()) {
            return;
        }
        if (!mapping.enabled()) {
            refused(
                    new GatewayException(
                            UpnpResult.ACTION_FAILED,
                            Sentences.name(gateway())
                                    + " holds "
                                    + key()
                                    + " as disabled. Switch it on there."));
            return;
        }
        hold(
                mapping,
                Term.granted(parts.time().now(), mapping.lease(), parts.jitter()),
                result.notes());
    }

    private void hold(PortMapping mapping, Term term, List<String> notes) {
        Optional<PortMapping> before = lease.hold().map(Hold::mapping);
        lease.begins(mapping, term);
        wanted.is(mapping.externalPort());
        enter(PortPhase.OPEN);
        failures = 0;
        record();
        OpenPort port = open().orElseThrow();
        if (before.isEmpty()) {
            reports.opened(port, notes);
        } else if (before.get().externalPort() != mapping.externalPort()) {
            reports.changed(port);
        } else {
            reports.renewed(port, "is open for a new lease.");
        }
    }

    /** Its external address is another. */
    void changed() {
        entry.refresh();
        open().ifPresent(reports::changed);
    }

    private void notOpened(GatewayException failure, boolean closeFirst) {
        if (!answered()) {
            return;
        }
        entry.troubled(parts.time().wall(), failure);
        if (isHeld() && !closeFirst) {
            lease.postpone();
            plan();
            return;
        }
        if (isHeld()) {
            lose(String.valueOf(failure.getMessage()));
        }
        Remedy remedy = Remedy.of(failure.result());
        boolean unclear =
                remedy == Remedy.AGAIN_THEN_RARELY
                        && phase != PortPhase.REFUSED
                        && failures < Remedy.UNCLEAR;
        if (remedy == Remedy.AGAIN || unclear) {
            enter(PortPhase.OPENING);
            router.restored(this);
            again(Backoff.SOON);
            return;
        }
        parts.book().remove(gateway(), key());
        if (remedy == Remedy.WAIT_UNTIL_FREE) {
            taken(failure.result(), String.valueOf(failure.getMessage()));
        } else {
            refused(failure);
        }
    }

    private void renewed() {
        if (!renewalAnswered()) {
            return;
        }
        lease.renewed();
        record();
        reports.renewed(open().orElseThrow(), "is renewed.");
    }

    private void notRenewed(GatewayException failure) {
        if (!renewalAnswered()) {
            return;
        }
        entry.troubled(parts.time().wall(), failure);
        switch (Remedy.of(failure.result())) {
            case AGAIN -> lease.postpone();
            case WAIT_UNTIL_FREE -> {
                // Perhaps somebody else's by now.
                lease.postpone();
                router.looks().check(this);
            }
            default -> {
                // In these words it does not; the ladder of a new opening knows others.
                reopen(false);
                return;
            }
        }
        plan();
    }

    private boolean renewalAnswered() {
        boolean matters = answered();
        if (matters && !isHeld()) {
            // The lease ended meanwhile.
            look();
        }
        return matters && isHeld();
    }

    private void takenBy(PortMapping found) {
        parts.book().remove(gateway(), key());
        taken(Sentences.held(gateway(), found));
    }

    private void taken(String sentence) {
        taken(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, sentence);
    }

    private void taken(UpnpResult result, String sentence) {
        entry.troubled(parts.time().wall(), result, sentence);
        PortKey before = key();
        if (wanted.next()) {
            router.places().give(before, this);
            look();
            return;
        }
        enter(PortPhase.TAKEN);
        again(Backoff.FREE);
        reports.refused(gateway(), sentence);
    }

    private void refused(GatewayException failure) {
        entry.troubled(parts.time().wall(), failure);
        enter(PortPhase.REFUSED);
        again(Backoff.RARE);
        reports.refused(gateway(), String.valueOf(failure.getMessage()));
    }

    /** It is wanted still, and not open any more. */
    private void lose(String reason) {
        OpenPort port = open().orElseThrow();
        lease.ends();
        alarm.off();
        enter(PortPhase.OPENING);
        failures = 0;
        entry.refresh();
        reports.lost(port, reason);
    }

    private void enter(PortPhase other) {
        if (phase != other) {
            failures = 0;
            phase = other;
        }
        if (other != PortPhase.OPENING) {
            router.restored(this);
        }
    }

    // When.

    private void again(Backoff backoff) {
        failures++;
        alarm.set(parts.time().now() + backoff.after(failures, parts.jitter()));
        entry.refresh();
    }

    /** What comes next for one that is held. */
    private void plan() {
        alarm.set(lease.next(doing == Doing.NOTHING));
        entry.refresh();
    }

    private void record() {
        parts.book().holds(gateway(), lease.held().mapping(), lease.goodUntil());
        plan();
    }

    private void due() {
        if (!isHeld()) {
            look();
        } else if (lease.isOver()) {
            lose("its lease has ended.");
            look();
        } else {
            if (lease.wantsReadBack()) {
                router.looks().check(this);
            }
            if (doing == Doing.NOTHING && lease.wantsRenewal()) {
                doing = Doing.RENEWING;
                router.renewals().add(this, lease.held().term());
            }
            plan();
        }
        router.proceed();
    }

    // How it ends.

    /** The router is another object now, perhaps one that sees this machine at another address. */
    void moved() {
        if (isHeld() && !asking && !isHere(lease.held().mapping().internalClient())) {
            lose("this machine's address is another.");
            reopen(true);
        } else {
            lookAgain();
        }
    }

    /** The router is gone. */
    void abandon(String reason) {
        if (isHeld()) {
            lose(reason);
        }
        detach();
        if (closing != null) {
            closing.completeExceptionally(router.absent());
        }
    }

    /** It is not wanted any more. */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        closing = done;
        alarm.off();
        router.drop(this);
        if (!asking) {
            finishClosing();
        }
        return done;
    }

    private void finishClosing() {
        CompletableFuture<Void> done = Objects.requireNonNull(closing);
        Optional<OpenPort> port = open();
        boolean mayBeThere =
                router.places().isOwner(key(), this)
                        && parts.book().at(gateway(), key()).isPresent();
        detach();
        if (mayBeThere) {
            router.close(key(), Optional.of(entry.request()), port, done);
        } else {
            done.complete(null);
        }
    }

    private void detach() {
        attached = false;
        alarm.off();
        router.detached(this);
        router.places().give(key(), this);
    }
}
