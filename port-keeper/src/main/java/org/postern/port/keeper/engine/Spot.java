package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A kept port on one router: what is wanted there, what is held, and what comes next. */
final class Spot {
    /** By the time to look; among equals by port. */
    static final Comparator<Spot> FIRST_DUE =
            Comparator.comparingLong(Spot::lookAt)
                    .thenComparing(Spot::key)
                    .thenComparingInt(System::identityHashCode);

    /** How far it is. */
    enum State {
        /** To be looked at before anything is changed. */
        UNSEEN,
        /** A call that opens it waits or runs. */
        OPENING,
        /** Held by the router when last looked at. */
        OPEN,
        /** Not wanted any more. */
        CLOSING
    }

    private final Kept kept;
    private final Router router;
    private final Time time;
    private State state = State.UNSEEN;
    private PortPhase phase = PortPhase.OPENING;
    private int port;
    private Optional<PortMapping> held = Optional.empty();
    private Term term = Term.PERMANENT;
    private Instant since = Instant.EPOCH;
    private int failures;

    /** When to look at it; for one that is open, to see whether that is still so. */
    private long lookAt;

    private Optional<PortStatus.Trouble> trouble = Optional.empty();

    /** The renewal that is planned. */
    private Runnable planned = () -> {};

    Spot(Kept kept, Router router, Time time) {
        this.kept = kept;
        this.router = router;
        this.time = time;
        this.port = kept.request().externalPort();
        this.lookAt = time.now();
    }

    Kept kept() {
        return kept;
    }

    State state() {
        return state;
    }

    PortPhase phase() {
        return phase;
    }

    Term term() {
        return term;
    }

    Optional<PortMapping> held() {
        return held;
    }

    /** The external port that is held, or tried next. */
    PortKey key() {
        return new PortKey(kept.request().protocol(), port);
    }

    /** What is asked of the router: the port that was found once is kept where any will do. */
    MappingRequest request() {
        MappingRequest asked = kept.request();
        return new MappingRequest(
                asked.protocol(),
                port,
                asked.effectiveInternalPort(),
                asked.description(),
                asked.lease(),
                asked.anyPort());
    }

    /** Where any port will do. */
    void tries(int other) {
        change(
                () -> {
                    port = other;
                    state = State.UNSEEN;
                    lookAt = time.now();
                });
    }

    void looksAt(long moment) {
        change(() -> lookAt = moment);
    }

    long lookAt() {
        return lookAt;
    }

    int failures() {
        return failures;
    }

    void opening() {
        change(() -> state = State.OPENING);
    }

    void closing() {
        planned.run();
        change(() -> state = State.CLOSING);
    }

    /** The router holds it. */
    void holds(PortMapping mapping, Term granted) {
        if (state != State.OPEN) {
            since = time.wall();
        }
        change(
                () -> {
                    state = State.OPEN;
                    port = mapping.externalPort();
                });
        phase = PortPhase.OPEN;
        failures = 0;
        held = Optional.of(mapping);
        term = granted;
    }

    void plan(Runnable cancel) {
        planned.run();
        planned = cancel;
    }

    /** A renewal did not come through; the mapping stands still. */
    void missed(GatewayException failure) {
        failures++;
        trouble = Optional.of(told(failure));
    }

    /** It is not held, and tried again at a moment. */
    void failed(GatewayException failure, PortPhase reached, long again) {
        planned.run();
        failures++;
        change(
                () -> {
                    state = State.UNSEEN;
                    lookAt = again;
                });
        phase = reached;
        held = Optional.empty();
        trouble = Optional.of(told(failure));
    }

    /** It is not held any more. */
    void lost() {
        planned.run();
        change(
                () -> {
                    state = State.UNSEEN;
                    lookAt = time.now();
                });
        held = Optional.empty();
        phase = PortPhase.OPENING;
    }

    boolean mayBeLookedAt() {
        return state == State.OPEN || state == State.UNSEEN;
    }

    /** The router has it in the order of what is changed here. */
    private void change(Runnable change) {
        router.changes(this);
        change.run();
        router.awaits(this);
    }

    private PortStatus.Trouble told(GatewayException failure) {
        return new PortStatus.Trouble(
                time.wall(), failure.result(), String.valueOf(failure.getMessage()));
    }

    Optional<PortStatus.Trouble> trouble() {
        return trouble;
    }

    Optional<Instant> nextTry() {
        return state == State.UNSEEN ? Optional.of(time.wallAt(lookAt)) : Optional.empty();
    }

    Optional<OpenPort> open() {
        return held.map(
                mapping ->
                        new OpenPort(
                                router.gateway().info(),
                                router.state().externalAddress(),
                                mapping));
    }

    Optional<PortStatus.Holding> holding() {
        return open().map(
                        port ->
                                new PortStatus.Holding(
                                        port, since, moment(term.end()), moment(term.renewal())));
    }

    private Optional<Instant> moment(long at) {
        return term.isPermanent() ? Optional.empty() : Optional.of(time.wallAt(at));
    }
}
