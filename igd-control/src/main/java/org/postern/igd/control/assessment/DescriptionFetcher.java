// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.description.DescriptionReader;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.http.DocumentEnd;
import org.postern.igd.control.http.FailureCause;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.http.RetryPolicy;
import org.postern.igd.control.pinhole.FirewallAccess;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Fetches and reads descriptions. */
public final class DescriptionFetcher {
    /** A device that gives an empty document at first gives the real one a moment later (D44). */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final DocumentEnd DESCRIPTION = DocumentEnd.of("root");

    /**
     * A description that was read.
     *
     * @param readings the device tree, first as the standard says
     * @param localAddress this machine's address on the connection
     */
    record Fetched(List<DeviceDescription> readings, InetAddress localAddress) {
        DeviceDescription root() {
            return readings.get(0);
        }
    }

    private final HttpClient http;
    private final ScheduledExecutorService loop;
    private final FirewallAccess firewalls;
    private final RetryPolicy repetition;

    /** Results arrive on the loop's thread. */
    public DescriptionFetcher(
            HttpClient http, ScheduledExecutorService loop, FirewallAccess firewalls) {
        this(http, loop, firewalls, RetryPolicy.QUESTION);
    }

    private DescriptionFetcher(
            HttpClient http,
            ScheduledExecutorService loop,
            FirewallAccess firewalls,
            RetryPolicy repetition) {
        this.http = http;
        this.loop = loop;
        this.firewalls = firewalls;
        this.repetition = repetition;
    }

    /** The same, which gives a host up that is not connected to in this time. */
    DescriptionFetcher connectingWithin(Duration time) {
        return new DescriptionFetcher(http, loop, firewalls, repetition.connectingWithin(time));
    }

    HttpClient http() {
        return http;
    }

    /** For the gateways that the descriptions are of. */
    FirewallAccess firewalls() {
        return firewalls;
    }

    /** Ends on the loop, exceptionally with a {@link GatewayException}. */
    CompletableFuture<Fetched> fetch(DeviceLocation location, Duration timeout) {
        CompletableFuture<Fetched> reading = new CompletableFuture<>();
        attempt(location, System.nanoTime() + timeout.toNanos(), true, reading);
        CompletableFuture<Fetched> result =
                reading.whenCompleteAsync((fetched, failure) -> {}, loop);
        result.whenComplete((fetched, failure) -> reading.cancel(false));
        return result;
    }

    private void attempt(
            DeviceLocation location,
            long deadline,
            boolean first,
            CompletableFuture<Fetched> reading) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        CompletableFuture<HttpResponse> exchange =
                http.send(
                        HttpRequest.get(location.url(), location.address(), left, DESCRIPTION),
                        repetition);
        // Read where it is delivered: one made to take long must not hold the loop up.
        exchange.whenComplete(
                (response, failure) -> {
                    if (first && isEmpty(response) && left.compareTo(PAUSE) > 0) {
                        again(location, deadline, reading);
                    } else {
                        conclude(reading, location, response, failure);
                    }
                });
        reading.whenComplete((fetched, failure) -> exchange.cancel(false));
    }

    private static void conclude(
            CompletableFuture<Fetched> reading,
            DeviceLocation location,
            HttpResponse response,
            Throwable failure) {
        try {
            reading.complete(read(location, response, failure));
        } catch (RuntimeException e) {
            reading.completeExceptionally(e);
        }
    }

    private void again(DeviceLocation location, long deadline, CompletableFuture<Fetched> reading) {
        Future<?> retry =
                loop.schedule(
                        () -> attempt(location, deadline, false, reading),
                        PAUSE.toMillis(),
                        TimeUnit.MILLISECONDS);
        reading.whenComplete((fetched, failure) -> retry.cancel(false));
    }

    private static boolean isEmpty(HttpResponse response) {
        return response != null
                && response.status() / 100 == 2
                && new String(response.body(), StandardCharsets.ISO_8859_1).isBlank();
    }

    private static Fetched read(DeviceLocation location, HttpResponse response, Throwable failure) {
        try {
            if (failure != null) {
                throw unreachable(location, failure);
            }
            if (response.status() / 100 != 2) {
                throw failure(
                        Reason.TRANSPORT_ERROR,
                        location,
                        "answered with HTTP status " + response.status());
            }
            return new Fetched(
                    DescriptionReader.readings(response.body(), location.url(), location.peer()),
                    response.localAddress());
        } catch (IOException e) {
            throw new CompletionException(
                    failure(Reason.INVALID_RESPONSE, location, "is unreadable: " + e.getMessage()));
        } catch (GatewayException e) {
            throw new CompletionException(e);
        }
    }

    private static GatewayException unreachable(DeviceLocation location, Throwable failure) {
        Throwable root = FailureCause.of(failure);
        String words = root.getMessage() == null ? root.toString() : root.getMessage();
        return root instanceof HttpFormatException
                ? failure(Reason.INVALID_RESPONSE, location, "is unreadable: " + words)
                : new GatewayException(
                        Reason.UNREACHABLE,
                        sentences(location, "could not be fetched: " + words),
                        root);
    }

    private static GatewayException failure(Reason result, DeviceLocation location, String what) {
        return new GatewayException(result, sentences(location, what));
    }

    private static String sentences(DeviceLocation location, String what) {
        return "The description "
                + location.url()
                + " "
                + what
                + misled(location)
                + ". Check the URL and that the device is on.";
    }

    /** Nothing is sent to a host that a device names in place of its own. */
    private static String misled(DeviceLocation location) {
        return location.named()
                .map(
                        named ->
                                ". The device named "
                                        + named
                                        + ", which is another host, so it was asked at its own"
                                        + " address")
                .orElse("");
    }
}
