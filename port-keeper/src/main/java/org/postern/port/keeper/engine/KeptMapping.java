package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
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
    /** A renewal is read back so much later, with those of its neighbours. */
    private static final long READ_BACK = Duration.ofSeconds(10).toNanos();

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** So many other ports are tried in a row where any will do. */
    private static final int MOST_PORTS = 8;

    /** The ports that nobody is assigned (RFC 6335 section 6). */
    private static final int FIRST_DYNAMIC = 49152;

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
    private PortPhase phase = PortPhase.OPENING;
    private Doing doing = Doing.NOTHING;
    private boolean asking;
    private boolean unmapFirst;
    private int wanted;
    private int portsTried;
    private int failures;
    private int stamp;
    private long readBack = Time.NEVER;
    private String told = "";
    private boolean attached = true;
    private @Nullable Hold hold;
    private @Nullable CompletableFuture<Void> closing;
    private Agenda.@Nullable Entry alarm;

    KeptMapping(Parts parts, KeptEntry entry, Router router) {
        this.parts = parts;
        this.entry = entry;
        this.router = router;
        this.wanted = router.remembered(entry.request());
    }

    KeptEntry entry() {
        return entry;
    }

    PortPhase phase() {
        return phase;
    }

    /** The external port that is held, or tried. */
    PortKey key() {
        return new PortKey(entry.request().protocol(), wanted);
    }

    boolean isAttached() {
        return attached;
    }

    boolean isHeld() {
        return hold != null;
    }

    /** Changes with all that is asked: an answer to an older question means nothing then. */
    int stamp() {
        return stamp;
    }

    Optional<OpenPort> open() {
        return Optional.ofNullable(hold)
                .map(
                        each ->
                                new OpenPort(
                                        router.gateway().info(),
                                        router.state().externalAddress(),
                                        each.mapping()));
    }

    Optional<PortStatus.Holding> holding() {
        return hold == null
                ? Optional.empty()
                : Optional.of(
                        new PortStatus.Holding(
                                open().orElseThrow(),
                                hold.since(),
                                moment(hold.term().end()),
                                moment(hold.term().renewal())));
    }

    Optional<Instant> nextTry() {
        return hold == null && alarm != null ? moment(alarm.at()) : Optional.empty();
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
        sleep();
        doing = Doing.LOOKING;
        if (!router.places().waits(key(), this::look)) {
            Optional<KeptMapping> owner = router.places().take(key(), this);
            if (owner.isPresent()) {
                doing = Doing.NOTHING;
                taken(
                        key() + " is kept open for " + owner.get().entry.origin() + ".",
                        UpnpResult.CONFLICT_WITH_OTHER_MAPPING);
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
        if (hold != null) {
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
        asking = true;
        stamp++;
        boolean closeFirst = unmapFirst;
        PortKey key = key();
        MappingRequest asked = entry.request();
        MappingRequest request =
                new MappingRequest(
                        asked.protocol(),
                        wanted,
                        asked.effectiveInternalPort(),
                        asked.description(),
                        asked.lease(),
                        asked.anyPort());
        // Before the router is asked: a crash meanwhile leaves nothing that nobody knows of.
        Instant until =
                asked.lease().isZero() ? Instant.MAX : parts.time().wall().plus(asked.lease());
        parts.book()
                .put(
                        router.gateway().info(),
                        key,
                        router.client(),
                        asked.effectiveInternalPort(),
                        until);
        return Call.of(
                (gateway, pace) -> {
                    if (closeFirst) {
                        closeIfThere(gateway.paced(pace), key);
                    }
                    MappingResult result = gateway.paced(pace).map(request);
                    return () -> opened(result.mapping());
                },
                failure -> openingFailed(failure, closeFirst));
    }

    private static void closeIfThere(Gateway gateway, PortKey key)
            throws GatewayException, InterruptedException {
        try {
            gateway.unmap(key.protocol(), key.port());
        } catch (GatewayException e) {
            if (Remedy.of(e.result()) == Remedy.AGAIN) {
                throw e;
            }
            // Some let nobody close what leads to an address that is not the asker's.
        }
    }

    /** The call that renews its lease. */
    Call renewalCall() {
        asking = true;
        stamp++;
        Hold held = Objects.requireNonNull(hold);
        Duration asked = entry.request().lease();
        // A router that makes a week of forever (quirk A12) is asked for a week again.
        Duration lease =
                asked.isZero()
                        ? Duration.ofSeconds(Duration.ofNanos(held.term().length()).toSeconds())
                        : asked;
        return Call.of(
                (gateway, pace) -> {
                    gateway.paced(pace).renew(held.mapping(), lease);
                    return this::renewed;
                },
                this::renewalFailed);
    }

    // What follows from the answers.

    /** What the router shows at the port. */
    void seen(Optional<PortMapping> found) {
        if (!attached) {
            return;
        }
        if (hold != null) {
            verify(hold, found);
        } else if (doing == Doing.LOOKING) {
            doing = Doing.NOTHING;
            first(found);
        }
    }

    /** The router does not show what it holds. */
    void unseen() {
        if (attached && hold == null && doing == Doing.LOOKING) {
            reopen(false);
        }
    }

    private void first(Optional<PortMapping> found) {
        if (found.isEmpty()) {
            reopen(false);
            return;
        }
        PortMapping mapping = found.get();
        if (!parts.book().owns(router.gateway().info(), mapping)) {
            parts.book().remove(router.gateway().info(), key());
            takenBy(mapping);
        } else if (mapping.internalPort() != entry.request().effectiveInternalPort()
                || !isHere(mapping.internalClient())) {
            reopen(true);
        } else if (!mapping.enabled()) {
            reopen(false);
        } else {
            Duration asked = entry.request().lease();
            hold(mapping, Term.adopted(parts.time().now(), mapping.lease(), asked, parts.jitter()));
        }
    }

    private void verify(Hold held, Optional<PortMapping> found) {
        long now = parts.time().now();
        if (found.isEmpty()) {
            vanished();
        } else if (!held.leadsTo(found.get())) {
            parts.book().remove(router.gateway().info(), key());
            lose(Sentences.held(router.gateway().info(), found.get()));
            takenBy(found.get());
        } else if (!found.get().enabled()) {
            lose("the router holds it as disabled.");
            reopen(false);
        } else if (held.term().isStale(now, found.get().lease())) {
            // This router's leases are not renewed by repetition: only a new mapping gets one.
            reopen(true);
        } else {
            hold =
                    new Hold(
                            found.get(),
                            held.term().seen(now, found.get().lease(), parts.jitter()),
                            held.since());
            router.restored(this);
            record();
            plan();
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

    private void opened(PortMapping mapping) {
        asking = false;
        doing = Doing.NOTHING;
        if (!attached) {
            return;
        }
        if (mapping.externalPort() != wanted) {
            parts.book().remove(router.gateway().info(), key());
            router.places().give(key(), this);
            wanted = mapping.externalPort();
            router.places().take(key(), this);
        }
        if (closing != null) {
            finishClosing();
            return;
        }
        if (!mapping.enabled()) {
            refused(
                    new GatewayException(
                            UpnpResult.ACTION_FAILED,
                            Sentences.name(router.gateway().info())
                                    + " holds "
                                    + key()
                                    + " as disabled. Switch it on there."));
            return;
        }
        hold(mapping, Term.granted(parts.time().now(), mapping.lease(), parts.jitter()));
    }

    private void hold(PortMapping mapping, Term term) {
        Hold before = hold;
        hold = new Hold(mapping, term, before == null ? parts.time().wall() : before.since());
        enter(PortPhase.OPEN);
        failures = 0;
        portsTried = 0;
        told = "";
        record();
        plan();
        OpenPort port = open().orElseThrow();
        if (before == null) {
            entry.tell(listener -> listener.opened(port));
            event(Kind.PORT_OPENED, Sentences.opened(port));
        } else if (before.mapping().externalPort() != mapping.externalPort()) {
            changed();
        } else {
            event(Kind.PORT_RENEWED, key() + " is open for a new lease.");
        }
    }

    /** Its external address or port is another. */
    void changed() {
        entry.refresh();
        open().ifPresent(
                        port -> {
                            entry.tell(listener -> listener.changed(port));
                            event(Kind.PORT_CHANGED, Sentences.changed(port));
                        });
    }

    private void openingFailed(GatewayException failure, boolean closeFirst) {
        asking = false;
        doing = Doing.NOTHING;
        if (!attached) {
            return;
        }
        Remedy remedy = Remedy.of(failure.result());
        if (closing != null) {
            finishClosing();
            return;
        }
        entry.troubled(parts.time().wall(), failure);
        if (hold != null && !closeFirst) {
            postpone(hold);
            return;
        }
        if (hold != null) {
            lose(String.valueOf(failure.getMessage()));
        }
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
        parts.book().remove(router.gateway().info(), key());
        if (remedy == Remedy.WAIT_UNTIL_FREE) {
            taken(String.valueOf(failure.getMessage()), failure.result());
        } else {
            refused(failure);
        }
    }

    private void renewed() {
        asking = false;
        doing = Doing.NOTHING;
        if (!attached || closing != null || hold == null) {
            afterRenewal();
            return;
        }
        failures = 0;
        hold = hold.with(hold.term().renewed(parts.time().now(), parts.jitter()));
        readBack = parts.time().now() + Math.min(READ_BACK, hold.term().length() / 8);
        record();
        plan();
        event(Kind.PORT_RENEWED, key() + " is renewed.");
    }

    private void renewalFailed(GatewayException failure) {
        asking = false;
        doing = Doing.NOTHING;
        if (!attached || closing != null || hold == null) {
            afterRenewal();
            return;
        }
        entry.troubled(parts.time().wall(), failure);
        switch (Remedy.of(failure.result())) {
            case AGAIN -> postpone(hold);
            case WAIT_UNTIL_FREE -> {
                // Perhaps somebody else's by now.
                postpone(hold);
                router.looks().check(this);
            }
            // In these words it does not; the ladder of a new opening knows others.
            default -> reopen(false);
        }
    }

    /** The lease ended, or the port was given up, while it was being renewed. */
    private void afterRenewal() {
        if (attached && closing != null) {
            finishClosing();
        } else if (attached) {
            look();
        }
    }

    /** A lease that is not renewed yet: the nearer its end, the sooner the next try. */
    private void postpone(Hold held) {
        long now = parts.time().now();
        long left = held.term().isPermanent() ? Time.NEVER : held.term().end() - now;
        failures++;
        long wait =
                Math.max(SECOND, Math.min(Backoff.SOON.after(failures, parts.jitter()), left / 8));
        hold = held.with(held.term().renewedAt(now + wait));
        plan();
    }

    private void takenBy(PortMapping found) {
        taken(
                Sentences.held(router.gateway().info(), found),
                UpnpResult.CONFLICT_WITH_OTHER_MAPPING);
    }

    private void taken(String sentence, UpnpResult result) {
        entry.troubled(parts.time().wall(), result, sentence);
        if (entry.request().anyPort() && portsTried < MOST_PORTS) {
            portsTried++;
            router.places().give(key(), this);
            wanted = another();
            look();
            return;
        }
        enter(PortPhase.TAKEN);
        portsTried = 0;
        again(Backoff.FREE);
        tellRefused(sentence);
    }

    /** The asked port first, when the one of before is not free any more. */
    private int another() {
        int asked = entry.request().externalPort();
        if (portsTried == 1 && wanted != asked) {
            return asked;
        }
        int port = wanted;
        for (int tries = 0; tries < MOST_PORTS && !isAnotherFree(port); tries++) {
            port = FIRST_DYNAMIC + (int) (parts.jitter().next() * (65536 - FIRST_DYNAMIC));
        }
        return port;
    }

    private boolean isAnotherFree(int port) {
        return port != wanted
                && router.places().isFree(new PortKey(entry.request().protocol(), port));
    }

    private void refused(GatewayException failure) {
        entry.troubled(parts.time().wall(), failure);
        enter(PortPhase.REFUSED);
        again(Backoff.RARE);
        tellRefused(String.valueOf(failure.getMessage()));
    }

    /** Once, as long as the reason is the same. */
    private void tellRefused(String sentence) {
        if (!told.equals(sentence)) {
            told = sentence;
            event(Kind.PORT_REFUSED, sentence);
        }
    }

    /** It is wanted still, and not open any more. */
    private void lose(String reason) {
        OpenPort port = open().orElseThrow();
        hold = null;
        readBack = Time.NEVER;
        sleep();
        enter(PortPhase.OPENING);
        failures = 0;
        entry.refresh();
        String sentence = Sentences.lost(port, reason);
        entry.tell(listener -> listener.lost(port, sentence));
        parts.events()
                .port(
                        Kind.PORT_LOST,
                        port.gateway(),
                        Optional.of(entry.request()),
                        Optional.of(port),
                        () -> sentence);
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
        wake(parts.time().now() + backoff.after(failures, parts.jitter()));
        entry.refresh();
    }

    /** What comes next for one that is held. */
    private void plan() {
        Term term = Objects.requireNonNull(hold).term();
        long renewal = doing == Doing.NOTHING ? term.renewal() : Time.NEVER;
        long next = Math.min(Math.min(term.end(), renewal), readBack);
        if (next == Time.NEVER) {
            sleep();
        } else {
            wake(next);
        }
        entry.refresh();
    }

    private void wake(long at) {
        sleep();
        alarm = parts.agenda().at(at, this::due);
    }

    private void sleep() {
        if (alarm != null) {
            parts.agenda().cancel(alarm);
            alarm = null;
        }
    }

    private void due() {
        alarm = null;
        long now = parts.time().now();
        if (hold == null) {
            look();
        } else if (hold.term().end() <= now) {
            lose("its lease has ended.");
            look();
        } else {
            if (readBack <= now) {
                readBack = Time.NEVER;
                router.looks().check(this);
            }
            if (doing == Doing.NOTHING && hold.term().renewal() <= now) {
                doing = Doing.RENEWING;
                router.renewals().add(this, hold.term());
            }
            plan();
        }
        router.proceed();
    }

    private void record() {
        Hold held = Objects.requireNonNull(hold);
        parts.book()
                .put(
                        router.gateway().info(),
                        key(),
                        held.mapping().internalClient().isAnyLocalAddress()
                                ? router.client()
                                : held.mapping().internalClient(),
                        held.mapping().internalPort(),
                        held.term().isPermanent()
                                ? Instant.MAX
                                : parts.time().wallAt(held.term().end()));
    }

    private void event(Kind kind, String sentence) {
        parts.events()
                .port(
                        kind,
                        router.gateway().info(),
                        Optional.of(entry.request()),
                        open(),
                        () -> sentence);
    }

    // How it ends.

    /** The router is another object now, perhaps one that sees this machine at another address. */
    void moved() {
        if (hold != null && !asking && !isHere(hold.mapping().internalClient())) {
            lose("this machine's address is another.");
            reopen(true);
        } else {
            lookAgain();
        }
    }

    /** The router is gone. */
    void abandon(String reason) {
        if (hold != null) {
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
        sleep();
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
                        && parts.book().at(router.gateway().info(), key()).isPresent();
        detach();
        if (mayBeThere) {
            router.close(key(), Optional.of(entry.request()), port, done);
        } else {
            done.complete(null);
        }
    }

    private void detach() {
        attached = false;
        sleep();
        router.detached(this);
        router.places().give(key(), this);
    }
}
