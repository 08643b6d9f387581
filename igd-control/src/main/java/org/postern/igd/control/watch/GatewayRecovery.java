// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.environment.PendingReadings;
import org.postern.igd.control.environment.RetrySchedule;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.http.FailureCause;
import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.search.AdvertisedDevice;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Looks for gateways until none is missing: where they were, and at the same time by searching;
 * again and again, ever more rarely. Looking where they were is cheap, and done more often.
 */
final class GatewayRecovery {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(4);

    /** A name server may be slow. */
    private static final Duration NAMED_TIMEOUT = Duration.ofSeconds(10);

    /** Between two looks at where gateways were, while they may be back soon. */
    private static final Duration LOOK = Duration.ofSeconds(8);

    /** Reasons to search come in groups. */
    private static final Duration GAP = Duration.ofMillis(200);

    /** Called with the results. */
    interface Listener {
        void found(AdvertisedDevice device);

        /** A search begins. */
        void searching();

        /** A search is over, with the reason where it found none. */
        void searched(Optional<GatewayException> nothing);
    }

    private final WatchEnvironment environment;
    private final WatchTarget target;
    private final RetrySchedule schedule;
    private final GatewayRegistry registry;
    private final Listener listener;
    private final Alarm alarm;
    private final PendingReadings pending = new PendingReadings();
    private CompletableFuture<?> search = CompletableFuture.completedFuture(true);
    private long startedNanos;

    GatewayRecovery(
            WatchEnvironment environment,
            WatchTarget target,
            RetrySchedule schedule,
            GatewayRegistry registry,
            Listener listener) {
        this.environment = environment;
        this.target = target;
        this.schedule = schedule;
        this.registry = registry;
        this.listener = listener;
        this.alarm = new Alarm(environment);
        this.startedNanos = environment.nanos() - GAP.toNanos();
    }

    /** Searches now, in place of a search that runs, which may have begun too early. */
    void searchNow() {
        schedule.reset();
        endSearch();
        alarm.in(GAP.minusNanos(environment.nanos() - startedNanos), this::attempt);
    }

    /** Nothing is missing. */
    void rest() {
        schedule.reset();
        alarm.off();
        if (target.isSingle()) {
            endSearch();
        }
    }

    boolean isSearching() {
        return !search.isDone();
    }

    void stop() {
        alarm.off();
        endSearch();
        pending.cancel();
    }

    private void endSearch() {
        CompletableFuture<?> running = search;
        search = CompletableFuture.completedFuture(true);
        running.cancel(false);
    }

    private void attempt() {
        startedNanos = environment.nanos();
        listener.searching();
        look();
        Optional<CompletableFuture<Assessment>> named = target.url().map(this::assessNamed);
        CompletableFuture<?> started =
                named.isPresent() && !target.isSearchable()
                        ? named.get()
                        : environment.search(listener::found);
        search = started;
        started.whenComplete((all, failure) -> onSearched(started, failure));
    }

    private void onSearched(CompletableFuture<?> ended, Throwable failure) {
        if (ended == search) {
            listener.searched(Optional.ofNullable(failure).map(GatewayRecovery::failure));
            waitForNext();
        }
    }

    private void waitForNext() {
        if (!schedule.isSoon()) {
            registry.expectNone();
        }
        if (registry.isAnyMissing()) {
            waitFor(schedule.next());
        }
    }

    private void waitFor(Duration pause) {
        if (schedule.isSoon() && pause.compareTo(LOOK) > 0) {
            alarm.in(
                    LOOK,
                    () -> {
                        look();
                        waitFor(pause.minus(LOOK));
                    });
        } else {
            alarm.in(pause, this::attempt);
        }
    }

    private void look() {
        for (DeviceLocation location : registry.abandonedLocations()) {
            pending.follow(
                    environment.assess(location, READ_TIMEOUT),
                    device -> listener.found(AdvertisedDevice.unheard(device)));
        }
    }

    private CompletableFuture<Assessment> assessNamed(String url) {
        CompletableFuture<Assessment> named =
                environment
                        .locate(url)
                        .thenCompose(location -> environment.assess(location, NAMED_TIMEOUT))
                        .thenApply(device -> reported(url, device));
        pending.follow(named, device -> {});
        return named;
    }

    private Assessment reported(String url, Assessment device) {
        listener.found(AdvertisedDevice.unheard(device));
        if (!device.isUsable()) {
            Reason reason = device.description().isEmpty() ? Reason.NO_DEVICES : Reason.NO_GATEWAY;
            throw new CompletionException(
                    new GatewayException(
                            reason,
                            "There is no valid gateway at " + url + ": " + device.explanation()));
        }
        return device;
    }

    private static GatewayException failure(Throwable failure) {
        Throwable cause = FailureCause.of(failure);
        String words = String.valueOf(cause.getMessage());
        if (!(cause instanceof GatewayException known)) {
            return new GatewayException(Reason.NO_DEVICES, words, cause);
        }
        return known.reason() == Reason.NO_GATEWAY
                ? known
                : new GatewayException(Reason.NO_DEVICES, words, known);
    }
}
