// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.control.Standing;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.WanServices;
import org.postern.igd.control.http.FailureCause;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Assesses one device: reads its description, then asks its WAN services. A service that hangs
 * delays nobody. Confined to the loop's thread.
 */
public final class DeviceAssessor {
    /** MikroTik lists one WAN service per interface (quirk D22); no router has more of them. */
    private static final int MAX_SERVICES = 16;

    /** How long an earlier service of the document may take to win a tie. */
    private static final Duration TIE = Duration.ofMillis(20);

    /** How long the other services may take once one is valid. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final DescriptionFetcher fetcher;
    private final ScheduledExecutorService loop;
    private final WantedGateway wanted;
    private final DeviceLocation location;
    private final Consumer<Assessment> progress;
    private final long deadlineNanos;
    private final CompletableFuture<Assessment> finished = new CompletableFuture<>();

    /** In document order, which breaks ties. */
    private final List<AskedService> asked = new ArrayList<>();

    private Assessment current;

    /**
     * An assessor that has not started. The timeout is for all; {@code progress} is called with a
     * valid gateway that is not yet known in full, and again when more is known, but not with the
     * end result.
     */
    public DeviceAssessor(
            DescriptionFetcher fetcher,
            ScheduledExecutorService loop,
            WantedGateway wanted,
            DeviceLocation location,
            Duration timeout,
            Consumer<Assessment> progress) {
        this.fetcher = fetcher;
        this.loop = loop;
        this.wanted = wanted;
        this.location = location;
        this.progress = progress;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        this.current =
                Assessment.unread(
                        location,
                        IgdStatus.HTTP_ERROR,
                        "Its description did not come in time.",
                        Optional.empty());
    }

    /**
     * Ends on the loop's thread with whatever could be read, never exceptionally; cancelling it
     * ends the connections.
     */
    public CompletableFuture<Assessment> start() {
        CompletableFuture<DescriptionFetcher.Fetched> fetch = fetcher.fetch(location, left());
        fetch.whenComplete(this::onDescription);
        finished.whenComplete((device, failure) -> fetch.cancel(false));
        return finished;
    }

    /**
     * What is known so far, be it by one of the two answers of a service; once finished, the end
     * result.
     */
    public Assessment current() {
        if (current.isValid()) {
            return current;
        }
        AskedService best = null;
        Standing standing = Standing.SILENT;
        for (AskedService each : asked) {
            Standing its = each.standingSoFar().standing();
            if (its.valid() && (best == null || its.compareTo(standing) < 0)) {
                best = each;
                standing = its;
            }
        }
        return best == null ? current : assessment(best, best.standingSoFar());
    }

    /** Whether it has finished or was cancelled. */
    public boolean isOver() {
        return finished.isDone();
    }

    /** Gives up; what is known so far stays {@link #current()}. */
    public void cancel() {
        finished.cancel(false);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    private void onDescription(DescriptionFetcher.Fetched fetched, Throwable failure) {
        if (failure != null) {
            finish(unreadable(failure));
            return;
        }
        Inspection inspection = WanServices.inspect(fetched.root());
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, location.url() + ": " + inspection.reason());
        }
        if (!inspection.isGateway()) {
            finish(described(fetched, inspection.igdStatus(), inspection.reason()));
            return;
        }
        current =
                described(
                        fetched,
                        IgdStatus.UNKNOWN_ERROR,
                        "Its WAN service did not answer in time.");
        ask(fetched);
    }

    private Assessment described(
            DescriptionFetcher.Fetched fetched, IgdStatus status, String explanation) {
        return Assessment.withoutService(
                location,
                Optional.of(fetched.root()),
                Optional.of(fetched.localAddress()),
                status,
                explanation,
                Optional.empty());
    }

    private Assessment unreadable(Throwable failure) {
        if (!(FailureCause.of(failure) instanceof GatewayException known)) {
            return current;
        }
        String message = String.valueOf(known.getMessage());
        LOG.log(Level.DEBUG, message);
        IgdStatus status =
                known.reason() == Reason.INVALID_RESPONSE
                        ? IgdStatus.HTTP_EMPTY
                        : IgdStatus.HTTP_ERROR;
        return Assessment.unread(location, status, message, Optional.of(known));
    }

    /** Where URLs may be meant in several ways, each service is asked wherever it may be. */
    private void ask(DescriptionFetcher.Fetched fetched) {
        Set<String> distinct = new HashSet<>();
        for (DeviceDescription reading : fetched.readings()) {
            AssessmentFactory factory =
                    new AssessmentFactory(
                            fetcher.http(),
                            loop,
                            fetcher.firewalls(),
                            location,
                            reading,
                            fetched.localAddress());
            int most = MAX_SERVICES / fetched.readings().size();
            for (ServiceDescription each : WanServices.usable(wanted.narrowed(reading))) {
                if (most-- > 0 && distinct.add(each.controlUrl() + each.serviceType())) {
                    asked.add(new AskedService(factory, each, left()));
                }
            }
        }
        for (AskedService each : asked) {
            finished.whenComplete((device, failure) -> each.cancel());
            each.answers().thenAcceptAsync(answers -> onAnswers(each, answers), loop);
        }
    }

    private void onAnswers(AskedService service, WanAnswers answers) {
        if (finished.isDone()) {
            return;
        }
        boolean anyValid = isAnyValid();
        service.settle(answers);
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, location.url() + ": " + service.summary());
        }
        AskedService best = best();
        ServiceStanding standing = best.standing().orElseThrow();
        boolean wins = standing.standing() == Standing.PUBLIC;
        boolean allSettled = areSettled(asked);
        boolean tiesSettled = areSettled(asked.subList(0, asked.indexOf(best)));
        current = assessment(best, standing);
        if (allSettled || wins && tiesSettled) {
            finish(current);
        } else if (wins) {
            // Not reported yet: a public address may be taken at once.
            finishAfter(TIE);
        } else if (best.isValid()) {
            progress.accept(current);
            if (!anyValid) {
                finishAfter(GRACE);
            }
        }
    }

    private boolean isAnyValid() {
        for (AskedService each : asked) {
            if (each.isValid()) {
                return true;
            }
        }
        return false;
    }

    private static boolean areSettled(List<AskedService> services) {
        for (AskedService each : services) {
            if (!each.isSettled()) {
                return false;
            }
        }
        return true;
    }

    /** Of those that are settled, of which there is one. */
    private AskedService best() {
        AskedService best = null;
        for (AskedService each : asked) {
            if (each.isSettled()
                    && (best == null || standing(each).compareTo(standing(best)) < 0)) {
                best = each;
            }
        }
        return Objects.requireNonNull(best);
    }

    private static Standing standing(AskedService settled) {
        return settled.standing().orElseThrow().standing();
    }

    private Assessment assessment(AskedService best, ServiceStanding standing) {
        List<ServiceDescription> services = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (AskedService each : asked) {
            services.add(each.service());
            if (each != best) {
                others.add(each.summary());
            }
        }
        return best.assessment(standing, services, others);
    }

    private void finishAfter(Duration pause) {
        loop.schedule(() -> finish(current), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void finish(Assessment result) {
        if (!finished.isDone()) {
            current = result;
            finished.complete(result);
        }
    }
}
