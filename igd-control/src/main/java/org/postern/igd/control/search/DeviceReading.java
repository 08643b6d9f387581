// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.description.WanServices;
import org.postern.igd.control.gateway.UpnpGateway;
import org.postern.igd.control.soap.SoapService;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads one device: its description, then what its WAN services are worth. A service that hangs
 * delays nobody. Confined to the loop's thread.
 */
final class DeviceReading {
    /** MikroTik lists one WAN service per interface (quirk D22); no router has more of them. */
    private static final int MAX_SERVICES = 16;

    /** How long an earlier service of the document may take to win a tie. */
    private static final Duration TIE = Duration.ofMillis(20);

    /** The order of the document breaks ties. */
    private static final Comparator<ServiceProbe.Outcome> BEST_FIRST =
            Comparator.comparing(ServiceProbe.Outcome::standing)
                    .thenComparing(ServiceProbe.Outcome::order);

    private static final Logger LOG = System.getLogger("org.postern.igd.control.search");

    /** A WAN service that may turn out to be the gateway, and what makes one of it. */
    private record Candidate(GatewayFactory factory, ServiceDescription service) {}

    private final DescriptionFetcher fetcher;
    private final ScheduledExecutorService loop;
    private final WantedGateway wanted;
    private final Origin origin;
    private final long deadlineNanos;
    private final CompletableFuture<IgdDevice> finished = new CompletableFuture<>();
    private final List<ServiceProbe> probes = new ArrayList<>();
    private List<Candidate> asked = List.of();
    private final List<ServiceProbe.Outcome> outcomes = new ArrayList<>();
    private long validSinceNanos;
    private IgdDevice current;

    DeviceReading(
            DescriptionFetcher fetcher,
            ScheduledExecutorService loop,
            WantedGateway wanted,
            Origin origin,
            Duration timeout) {
        this.fetcher = fetcher;
        this.loop = loop;
        this.wanted = wanted;
        this.origin = origin;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        this.current =
                IgdDevice.unread(
                        origin.location(),
                        Verdict.without(
                                IgdStatus.HTTP_ERROR, "Its description did not come in time."),
                        Optional.empty());
    }

    /** Ends on the loop's thread with whatever could be read, never exceptionally. */
    CompletableFuture<IgdDevice> start() {
        CompletableFuture<DescriptionFetcher.Fetched> fetch = fetcher.fetch(origin, left());
        fetch.whenComplete(this::onDescription);
        finished.whenComplete((device, trouble) -> fetch.cancel(false));
        return finished;
    }

    /** What is known so far, be it by one of the two answers of a service. */
    IgdDevice current() {
        return current.validGateway() ? current : halfKnown().orElse(current);
    }

    /** As it is read when it is {@link #over}. */
    GatewayReading forWatch() {
        return new GatewayReading(
                origin,
                Worth.of(current),
                wanted.is(current),
                current.description(),
                asked.stream().map(each -> WanService.of(each.service())).toList(),
                chosen(),
                current.verdict().reason());
    }

    private Optional<WanSide> chosen() {
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        ServiceProbe.Outcome best = best();
        return current.verdict()
                .gateway()
                .filter(UpnpGateway.class::isInstance)
                .map(UpnpGateway.class::cast)
                .map(it -> new SoapWanSide(it, WanService.of(best.service()), best.soap(), loop));
    }

    private Optional<IgdDevice> halfKnown() {
        return probes.stream()
                .flatMap(probe -> probe.soFar().stream())
                .filter(outcome -> outcome.standing().valid())
                .min(BEST_FIRST)
                .map(best -> device(best, System.nanoTime()));
    }

    boolean over() {
        return finished.isDone();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    private void onDescription(DescriptionFetcher.Fetched fetched, Throwable trouble) {
        if (trouble != null) {
            finish(unreadable(trouble));
            return;
        }
        Inspection inspection = WanServices.inspect(fetched.root());
        LOG.log(Level.DEBUG, () -> origin.location() + ": " + inspection.reason());
        if (!inspection.isGateway()) {
            finish(
                    IgdDevice.read(
                            origin.location(),
                            fetched,
                            Verdict.without(inspection.igdStatus(), inspection.reason())));
            return;
        }
        current =
                IgdDevice.read(
                        origin.location(),
                        fetched,
                        Verdict.without(
                                IgdStatus.UNKNOWN_ERROR,
                                "Its WAN service did not answer in time."));
        probe(fetched);
    }

    private IgdDevice unreadable(Throwable trouble) {
        if (!(Cause.of(trouble) instanceof GatewayException failure)) {
            return current;
        }
        LOG.log(Level.DEBUG, failure.getMessage());
        IgdStatus status =
                failure.result() == UpnpResult.INVALID_RESPONSE
                        ? IgdStatus.HTTP_EMPTY
                        : IgdStatus.HTTP_ERROR;
        Verdict verdict = Verdict.without(status, String.valueOf(failure.getMessage()));
        return IgdDevice.unread(origin.location(), verdict, Optional.of(failure));
    }

    private void probe(DescriptionFetcher.Fetched fetched) {
        asked = candidates(fetched);
        for (int order = 0; order < asked.size(); order++) {
            Candidate each = asked.get(order);
            ServiceDescription service = each.service();
            SoapService soap = each.factory().soap(service);
            ServiceProbe probe = new ServiceProbe(order, service, soap, left());
            probes.add(probe);
            finished.whenComplete((device, trouble) -> probe.cancel());
            probe.outcome().thenAcceptAsync(this::onOutcome, loop);
        }
    }

    /** Where URLs may be meant in several ways, each service is asked wherever it may be. */
    private List<Candidate> candidates(DescriptionFetcher.Fetched fetched) {
        List<DescriptionFetcher.Fetched> readings = fetched.each();
        Map<String, Candidate> distinct = new LinkedHashMap<>();
        for (DescriptionFetcher.Fetched reading : readings) {
            GatewayFactory factory = new GatewayFactory(fetcher.http(), origin, reading);
            WanServices.usable(wanted.narrowed(reading.root())).stream()
                    .limit(MAX_SERVICES / readings.size())
                    .forEach(
                            service ->
                                    distinct.putIfAbsent(
                                            service.controlUrl() + service.serviceType(),
                                            new Candidate(factory, service)));
        }
        return List.copyOf(distinct.values());
    }

    private void onOutcome(ServiceProbe.Outcome outcome) {
        LOG.log(Level.DEBUG, () -> outcome.soap().controlUrl() + ": " + outcome.says());
        boolean firstValid =
                outcome.standing().valid()
                        && outcomes.stream().noneMatch(known -> known.standing().valid());
        outcomes.add(outcome);
        if (firstValid) {
            validSinceNanos = System.nanoTime();
        }
        ServiceProbe.Outcome best = best();
        current = device(best, validSinceNanos);
        boolean wins = best.standing() == Standing.PUBLIC;
        boolean tiesSettled =
                outcomes.stream().filter(known -> known.order() < best.order()).count()
                        == best.order();
        if (outcomes.size() == asked.size() || wins && tiesSettled) {
            finish(current);
        } else if (wins) {
            settleAfter(TIE);
        } else if (firstValid) {
            settleAfter(GatewayElection.GRACE);
        }
    }

    private ServiceProbe.Outcome best() {
        return outcomes.stream().min(BEST_FIRST).orElseThrow();
    }

    private IgdDevice device(ServiceProbe.Outcome best, long sinceNanos) {
        GatewayFactory factory = asked.get(best.order()).factory();
        return factory.device(best, sinceNanos, passedOver(best));
    }

    private List<String> passedOver(ServiceProbe.Outcome best) {
        List<String> sentences = new ArrayList<>();
        for (int order = 0; order < asked.size(); order++) {
            if (order != best.order()) {
                ServiceDescription service = asked.get(order).service();
                String where = service.controlUrl().map(URI::getPath).orElse("");
                sentences.add(service.serviceType() + " at " + where + ": " + said(order));
            }
        }
        return sentences;
    }

    private String said(int order) {
        return outcomes.stream()
                .filter(known -> known.order() == order)
                .map(ServiceProbe.Outcome::says)
                .findFirst()
                .orElse("It had not answered.");
    }

    private void settleAfter(Duration pause) {
        loop.schedule(() -> finish(current), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void finish(IgdDevice device) {
        if (!finished.isDone()) {
            current = device;
            finished.complete(device);
        }
    }

    /** Gives up; what is known so far stays {@link #current()}. */
    void cancel() {
        finished.cancel(false);
    }
}
