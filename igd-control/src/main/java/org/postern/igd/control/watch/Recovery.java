// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.Sighting;
import org.postern.igd.control.search.Worth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Looks for gateways until none is missing: where they were, and at the same time by searching;
 * again and again, ever more rarely. Where they were is cheap to look at, and looked at more often.
 */
final class Recovery {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(4);

    /** A name server may be slow. */
    private static final Duration NAMED_TIMEOUT = Duration.ofSeconds(10);

    /** Between two looks at where gateways were, while they may be expected back soon. */
    private static final Duration PEEK = Duration.ofSeconds(8);

    /** Reasons to search come in crowds. */
    private static final Duration GAP = Duration.ofMillis(200);

    /** Told what was found. */
    interface Seeker {
        void found(Sighting sighting);

        /** A search is over, with the reason where it found none. */
        void searched(Optional<GatewayException> nothing);
    }

    private final Surroundings world;
    private final Aim aim;
    private final RetrySchedule backoff;
    private final Roster roster;
    private final Seeker seeker;
    private final Alarm alarm;
    private final OpenReadings open = new OpenReadings();
    private CompletableFuture<?> search = CompletableFuture.completedFuture(true);
    private long startedNanos;

    Recovery(Surroundings world, Aim aim, RetrySchedule backoff, Roster roster, Seeker seeker) {
        this.world = world;
        this.aim = aim;
        this.backoff = backoff;
        this.roster = roster;
        this.seeker = seeker;
        this.alarm = new Alarm(world);
        this.startedNanos = world.nanos() - GAP.toNanos();
    }

    /** There is a reason to search now; a search that runs may have begun too early for it. */
    void now() {
        backoff.reset();
        endSearch();
        alarm.in(GAP.minusNanos(world.nanos() - startedNanos), this::attempt);
    }

    /** Nothing is missing. */
    void rest() {
        backoff.reset();
        alarm.off();
        if (aim.one()) {
            endSearch();
        }
    }

    /** Whether a search runs. */
    boolean searches() {
        return !search.isDone();
    }

    void stop() {
        alarm.off();
        endSearch();
        open.cancel();
    }

    private void endSearch() {
        CompletableFuture<?> running = search;
        search = CompletableFuture.completedFuture(true);
        running.cancel(false);
    }

    private void attempt() {
        startedNanos = world.nanos();
        peek();
        Optional<CompletableFuture<GatewayReading>> named = aim.url().map(this::readNamed);
        CompletableFuture<?> started =
                named.isPresent() && !aim.searchable() ? named.get() : world.lookOut(seeker::found);
        search = started;
        started.whenComplete((all, trouble) -> onSearched(started, trouble));
    }

    private void onSearched(CompletableFuture<?> ended, Throwable trouble) {
        if (ended == search) {
            seeker.searched(Optional.ofNullable(trouble).map(Recovery::failure));
            pause();
        }
    }

    private void pause() {
        if (!backoff.patient()) {
            roster.giveUp();
        }
        if (roster.missesAny()) {
            pause(backoff.next());
        }
    }

    private void pause(Duration length) {
        if (backoff.patient() && length.compareTo(PEEK) > 0) {
            alarm.in(
                    PEEK,
                    () -> {
                        peek();
                        pause(length.minus(PEEK));
                    });
        } else {
            alarm.in(length, this::attempt);
        }
    }

    private void peek() {
        for (Origin origin : roster.places()) {
            open.follow(
                    world.read(origin, READ_TIMEOUT), read -> seeker.found(Sighting.silent(read)));
        }
    }

    private CompletableFuture<GatewayReading> readNamed(String url) {
        CompletableFuture<GatewayReading> named =
                world.locate(url)
                        .thenCompose(origin -> world.read(origin, NAMED_TIMEOUT))
                        .thenApply(read -> told(url, read));
        open.follow(named, read -> {});
        return named;
    }

    private GatewayReading told(String url, GatewayReading read) {
        seeker.found(Sighting.silent(read));
        if (read.worth().compareTo(Worth.DOUBTFUL) > 0) {
            UpnpResult result =
                    read.worth() == Worth.UNREAD ? UpnpResult.NO_DEVICES : UpnpResult.NO_GATEWAY;
            throw new CompletionException(
                    new GatewayException(
                            result, "There is no valid gateway at " + url + ": " + read.says()));
        }
        return read;
    }

    private static GatewayException failure(Throwable trouble) {
        Throwable cause =
                trouble instanceof CompletionException && trouble.getCause() != null
                        ? trouble.getCause()
                        : trouble;
        String words = String.valueOf(cause.getMessage());
        if (!(cause instanceof GatewayException known)) {
            return new GatewayException(UpnpResult.NO_DEVICES, words, cause);
        }
        boolean gateway = known.result() == UpnpResult.NO_GATEWAY;
        return gateway ? known : new GatewayException(UpnpResult.NO_DEVICES, words, known);
    }
}
