package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens, renews and closes what belongs to a spot, and says what came of it. Used by the keeper's
 * thread.
 */
final class Opening {
    /** So many other ports are looked at where any will do. */
    private static final int MOST_PORTS = 32;

    /** A renewal is read back so soon, with those of its neighbours. */
    private static final long READ_BACK = Duration.ofSeconds(1).toNanos();

    private final KeeperSettings settings;
    private final Ledger ledger;
    private final Agenda agenda;
    private final Time time;
    private final Jitter jitter;
    private final Events events;
    private final Runnable looks;

    /**
     * Wires it.
     *
     * @param looks called when a spot wants to be looked at at another time than before
     */
    Opening(
            KeeperSettings settings,
            Ledger ledger,
            Agenda agenda,
            Time time,
            Jitter jitter,
            Events events,
            Runnable looks) {
        this.settings = settings;
        this.ledger = ledger;
        this.agenda = agenda;
        this.time = time;
        this.jitter = jitter;
        this.events = events;
        this.looks = looks;
    }

    /** Opens a spot; what stands there of our own and leads elsewhere is closed first. */
    void open(Router router, Spot spot, boolean closeFirst) {
        spot.opening();
        MappingRequest request = spot.request();
        // Before the router is asked: a crash meanwhile leaves nothing that nobody knows of.
        ledger.put(router.planned(spot, goodUntil(request.lease())));
        router.slots()
                .urgent(
                        () -> {
                            if (closeFirst) {
                                unmap(router, spot);
                            }
                            return router.paced().map(request);
                        },
                        (result, failure) -> opened(router, spot, request, result, failure));
        spot.kept().refresh(false);
    }

    private static void unmap(Router router, Spot spot)
            throws GatewayException, InterruptedException {
        try {
            router.paced().unmap(spot.key().protocol(), spot.key().port());
        } catch (GatewayException e) {
            if (Remedy.of(e.result()) == Remedy.AGAIN) {
                throw e;
            }
            // Some routers let nobody close what leads to an address that is not the asker's.
        }
    }

    private void opened(
            Router router,
            Spot spot,
            MappingRequest request,
            @Nullable MappingResult result,
            @Nullable GatewayException failure) {
        if (spot.state() == Spot.State.CLOSING || !router.alive()) {
            return;
        }
        if (failure != null) {
            boolean unsure = Remedy.of(failure.result()) == Remedy.AGAIN;
            if (!unsure) {
                ledger.remove(router.planned(spot, Instant.MAX));
            }
            refused(router, spot, failure);
            return;
        }
        PortMapping held = result.mapping();
        if (held.externalPort() != request.externalPort()) {
            ledger.remove(router.planned(spot, Instant.MAX));
        }
        holds(router, spot, held, Term.granted(time.now(), held.lease(), jitter));
        String notes = result.notes().isEmpty() ? "" : " " + String.join(" ", result.notes());
        tellOpened(router, spot, "is open." + notes);
    }

    /** What an earlier run has left is taken over as it is. */
    void adopt(Router router, Spot spot, PortMapping held) {
        Duration asked = spot.kept().request().lease();
        holds(router, spot, held, Term.adopted(time.now(), held.lease(), asked, jitter));
        tellOpened(router, spot, "was open and is kept.");
    }

    private void tellOpened(Router router, Spot spot, String what) {
        OpenPort port = spot.open().orElseThrow();
        spot.kept().opened(port);
        events.port(
                KeeperEvent.Kind.PORT_OPENED,
                router.gateway(),
                spot.kept(),
                Optional.of(port),
                spot.key() + " " + what);
    }

    /** Notes what a router holds, and plans its renewal. */
    void holds(Router router, Spot spot, PortMapping held, Term term) {
        router.remove(spot);
        spot.holds(held, term);
        router.put(spot);
        ledger.put(router.entry(spot, held, end(term)));
        spot.looksAt(time.now() + jitter.about(settings.verifyPeriod().toNanos(), 0.1));
        planRenewal(router, spot, term.renewal());
        spot.kept().refresh(false);
        looks.run();
    }

    private Instant end(Term term) {
        return term.isPermanent() ? Instant.MAX : time.wallAt(term.end());
    }

    private Instant goodUntil(Duration lease) {
        return lease.isZero() ? Instant.MAX : time.wall().plus(lease);
    }

    private void planRenewal(Router router, Spot spot, long moment) {
        if (moment == Time.NEVER) {
            spot.plan(() -> {});
            return;
        }
        Agenda.Entry entry = agenda.at(moment, () -> renew(router, spot));
        spot.plan(() -> agenda.cancel(entry));
    }

    private void renew(Router router, Spot spot) {
        if (!router.alive() || spot.state() != Spot.State.OPEN) {
            return;
        }
        PortMapping held = spot.held().orElseThrow();
        Duration lease = spot.kept().request().lease();
        Duration asked = lease.isZero() ? Duration.ofNanos(spot.term().length()) : lease;
        router.slots()
                .renewal(
                        () -> {
                            router.paced().renew(held, Duration.ofSeconds(asked.toSeconds()));
                            return held;
                        },
                        (done, failure) -> renewed(router, spot, failure));
    }

    private void renewed(Router router, Spot spot, @Nullable GatewayException failure) {
        if (!router.alive() || spot.state() != Spot.State.OPEN) {
            return;
        }
        if (failure == null) {
            PortMapping held = spot.held().orElseThrow();
            holds(router, spot, held, spot.term().renewed(time.now(), jitter));
            spot.looksAt(time.now() + READ_BACK);
            looks.run();
            events.port(
                    KeeperEvent.Kind.PORT_RENEWED,
                    router.gateway(),
                    spot.kept(),
                    spot.open(),
                    spot.key() + " is renewed.");
        } else if (Remedy.of(failure.result()) != Remedy.AGAIN) {
            // In these words it does not; the ladder knows others.
            open(router, spot, false);
        } else if (time.now() >= spot.term().end()) {
            lost(router, spot, "its lease ended before it could be renewed.");
        } else {
            spot.missed(failure);
            planRenewal(router, spot, time.now() + Backoff.SOON.after(spot.failures(), jitter));
            spot.kept().refresh(false);
        }
    }

    /** It was open, and is not any more. */
    void lost(Router router, Spot spot, String why) {
        Optional<OpenPort> port = spot.open();
        spot.lost();
        String sentence = spot.key() + " is not open any more: " + why;
        port.ifPresent(
                each -> {
                    spot.kept().lost(each, sentence);
                    events.port(
                            KeeperEvent.Kind.PORT_LOST,
                            router.gateway(),
                            spot.kept(),
                            port,
                            sentence);
                });
        spot.kept().refresh(false);
        looks.run();
    }

    /** It cannot be had now; said once as long as the reason is the same. */
    void refused(Router router, Spot spot, GatewayException failure) {
        Remedy remedy = Remedy.of(failure.result());
        if (remedy == Remedy.WAIT_UNTIL_FREE && triesAnother(router, spot)) {
            return;
        }
        boolean rarely =
                remedy == Remedy.RARELY
                        || (remedy == Remedy.AGAIN_THEN_RARELY
                                && spot.failures() >= Remedy.UNCLEAR);
        PortPhase phase =
                remedy == Remedy.WAIT_UNTIL_FREE
                        ? PortPhase.TAKEN
                        : rarely ? PortPhase.REFUSED : PortPhase.OPENING;
        Backoff backoff =
                remedy == Remedy.WAIT_UNTIL_FREE
                        ? Backoff.FREE
                        : rarely ? Backoff.RARE : Backoff.SOON;
        boolean told =
                spot.phase() == phase
                        && spot.trouble()
                                .filter(each -> each.result() == failure.result())
                                .isPresent();
        spot.failed(failure, phase, time.now() + backoff.after(spot.failures() + 1, jitter));
        spot.kept().refresh(false);
        if (!told) {
            events.port(
                    KeeperEvent.Kind.PORT_REFUSED,
                    router.gateway(),
                    spot.kept(),
                    Optional.empty(),
                    String.valueOf(failure.getMessage()));
        }
        looks.run();
    }

    private boolean triesAnother(Router router, Spot spot) {
        MappingRequest request = spot.kept().request();
        int tried = spot.key().port() - request.externalPort();
        if (!request.anyPort() || tried < 0 || tried >= MOST_PORTS) {
            return false;
        }
        int port = spot.key().port() + 1;
        while (router.spot(new PortKey(request.protocol(), port)).isPresent()) {
            port++;
        }
        if (port > 65535) {
            return false;
        }
        router.remove(spot);
        spot.tries(port);
        router.put(spot);
        looks.run();
        return true;
    }

    /** Closes a spot if a mapping of ours may be there; {@code then} is told when that is done. */
    void close(Router router, Spot spot, boolean paced, Then then) {
        boolean ours = spot.state() != Spot.State.UNSEEN || spot.held().isPresent();
        Optional<OpenPort> port = spot.open();
        spot.closing();
        router.remove(spot);
        LedgerEntry entry = router.planned(spot, Instant.MAX);
        ours |=
                ledger.find(router.gateway().info(), entry.protocol(), entry.externalPort())
                        .isPresent();
        if (!ours) {
            then.done(null);
            return;
        }
        router.closes(spot.key());
        router.slots()
                .urgent(
                        () -> {
                            (paced ? router.paced() : router.gateway())
                                    .unmap(spot.key().protocol(), spot.key().port());
                            return true;
                        },
                        (done, failure) -> {
                            boolean gone =
                                    failure == null
                                            || failure.result()
                                                    == UpnpResult.PORT_MAPPING_NOT_FOUND;
                            if (gone) {
                                ledger.remove(entry);
                                events.port(
                                        KeeperEvent.Kind.PORT_CLOSED,
                                        router.gateway(),
                                        spot.kept(),
                                        port,
                                        spot.key() + " is closed.");
                            }
                            router.closed(spot.key()).ifPresent(next -> next.looksAt(time.now()));
                            looks.run();
                            then.done(gone ? null : failure);
                        });
    }

    /** Told when something is done. */
    interface Then {
        /** Null where it went well. */
        void done(@Nullable GatewayException failure);
    }
}
