// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.engine.Turn.Doing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A kept port on one router, from the moment it is wanted there until it is closed. It is obtained,
 * then held, and obtained again when it is lost; docs/port-keeper.md draws the states. Used by the
 * keeper's thread.
 */
final class KeptMapping {
    private final Spot spot;
    private final Obtaining obtaining;
    private final Holding holding;
    private boolean attached = true;
    private boolean lookWhenAnswered;

    /** Whether the router may have forgotten it. */
    private boolean suspected;

    private @Nullable CompletableFuture<Void> closing;

    KeptMapping(Parts parts, KeptEntry entry, Router router) {
        WantedPort wanted =
                new WantedPort(
                        entry.request(),
                        router.remembered(entry.request()),
                        router.places(),
                        parts.jitter());
        Alarm alarm = new Alarm(parts.agenda(), this::due);
        Reports reports = new Reports(parts.events(), entry);
        this.spot = new Spot(parts, entry, router, wanted, new Turn(), alarm, reports);
        this.obtaining = new Obtaining(this, spot);
        this.holding = new Holding(this, spot);
    }

    Obtaining obtaining() {
        return obtaining;
    }

    Holding holding() {
        return holding;
    }

    KeptEntry entry() {
        return spot.entry();
    }

    PortPhase phase() {
        return obtaining.phase();
    }

    /** The first of its keys: what it is sorted by. */
    PortKey key() {
        return keys().get(0);
    }

    /** The external port that is held, or tried, of each protocol. */
    List<PortKey> keys() {
        return spot.keys();
    }

    /** Whether it has its place on the router; also while it waits to be closed. */
    boolean isAttached() {
        return attached;
    }

    /** Whether it is to be open. */
    boolean isWanted() {
        return attached && closing == null;
    }

    boolean isHeld() {
        return holding.isHeld();
    }

    /** Changes with all that is asked: an answer to an older question means nothing then. */
    int stamp() {
        return spot.turn().stamp();
    }

    List<OpenPort> open() {
        return holding.open();
    }

    List<PortStatus.Holding> status() {
        return holding.status();
    }

    Optional<Instant> nextTry() {
        long next = isHeld() ? Time.NEVER : Math.min(spot.alarm().at(), paused());
        return next == Time.NEVER
                ? Optional.empty()
                : Optional.of(spot.parts().time().wallAt(next));
    }

    /** Until when what is due has to wait, as the router does not answer. */
    private long paused() {
        long until = spot.router().pausedUntil(spot.turn().is(Doing.LOOKING));
        boolean waits = !spot.turn().isFree() && !spot.turn().isAsking() && until > spot.now();
        return waits ? until : Time.NEVER;
    }

    /** Something has happened to the router: whatever was waited for is tried now. */
    void lookAgain() {
        suspected = true;
        if (isHeld() && spot.turn().isAsking()) {
            // What the router shows meanwhile may be older or newer than what it is asked for.
            lookWhenAnswered = true;
        } else if (isHeld()) {
            spot.router().looks().check(this);
        } else if (spot.turn().isFree()) {
            obtaining.look();
        }
    }

    /** The router has forgotten everything. */
    void vanished() {
        if (spot.turn().isAsking()) {
            lookWhenAnswered = true;
        } else if (isHeld()) {
            holding.vanished();
        }
    }

    /** What the router shows at the port, of each protocol. */
    void seen(List<PortMapping> found) {
        suspected = false;
        if (spot.turn().isAsking()) {
            lookWhenAnswered = true;
        } else if (isWanted() && isHeld()) {
            holding.seen(found);
        } else if (isWanted()) {
            obtaining.seen(found);
        }
    }

    /**
     * The router does not show what it holds. What is held is believed until its lease ends, but it is
     * asked for anew where the router may have forgotten it: that harms nothing where it has not.
     */
    void unseen() {
        boolean anew = suspected;
        suspected = false;
        if (!isWanted() || spot.turn().isAsking()) {
            return;
        }
        if (!isHeld()) {
            obtaining.unseen();
        } else if (anew || holding.isDoubted() || holding.isPart()) {
            holding.suspected();
        } else {
            spot.router().restored(this);
        }
    }

    private void due() {
        if (isHeld()) {
            holding.due();
        } else {
            obtaining.look();
        }
        spot.router().proceed();
    }

    /**
     * A call that changes something has ended.
     *
     * @return whether what came of it still matters
     */
    boolean answered() {
        spot.turn().answered();
        if (attached && closing != null) {
            finishClosing();
        } else if (lookWhenAnswered && isHeld()) {
            spot.router().looks().check(this);
        }
        lookWhenAnswered = false;
        return attached;
    }

    /** The router is another object now, perhaps one that sees this machine at another address. */
    void moved() {
        if (isHeld() && !spot.turn().isAsking() && !holding.isHere()) {
            holding.lose("this machine's address is another.");
            // The router may have restarted too, and another have taken the port.
            obtaining.look();
        } else {
            lookAgain();
        }
    }

    /** The router is gone. */
    void abandon(String reason) {
        if (isWanted() && isHeld()) {
            holding.lose(reason);
        }
        detach();
        if (closing != null) {
            closing.completeExceptionally(spot.router().absent());
        }
    }

    /** It is not wanted any more. */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        closing = done;
        spot.alarm().off();
        spot.router().drop(this);
        if (!spot.turn().isAsking()) {
            finishClosing();
        }
        return done;
    }

    private void finishClosing() {
        CompletableFuture<Void> done = Objects.requireNonNull(closing);
        List<OpenPort> ports = open();
        List<PortKey> mayBeThere =
                keys().stream()
                        .filter(each -> spot.router().places().isOwner(each, this))
                        .filter(each -> spot.parts().book().at(spot.gateway(), each).isPresent())
                        .toList();
        detach();
        CompletableFuture<?>[] closings =
                mayBeThere.stream()
                        .map(key -> spot.router().close(key, request(), portAt(key, ports)))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(closings)
                .whenComplete(
                        (nothing, failure) -> {
                            if (failure == null) {
                                done.complete(null);
                            } else {
                                done.completeExceptionally(
                                        Objects.requireNonNullElse(failure.getCause(), failure));
                            }
                        });
    }

    private Optional<MappingRequest> request() {
        return Optional.of(entry().request());
    }

    private static Optional<OpenPort> portAt(PortKey key, List<OpenPort> ports) {
        return ports.stream().filter(each -> each.mapping().key().equals(key)).findFirst();
    }

    private void detach() {
        attached = false;
        spot.alarm().off();
        spot.router().detached(this);
        spot.router().places().give(keys(), this);
    }
}
