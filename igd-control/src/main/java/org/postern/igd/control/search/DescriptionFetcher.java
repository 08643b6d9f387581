// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.description.DescriptionReader;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.http.Repetition;

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
final class DescriptionFetcher {
    /** A device that gives an empty document at first gives the real one a moment later (D44). */
    private static final Duration PAUSE = Duration.ofMillis(200);

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

        /** Each of the readings as if it were the only one. */
        List<Fetched> each() {
            return readings.stream()
                    .map(reading -> new Fetched(List.of(reading), localAddress))
                    .toList();
        }
    }

    private final HttpClient http;
    private final ScheduledExecutorService loop;

    DescriptionFetcher(HttpClient http, ScheduledExecutorService loop) {
        this.http = http;
        this.loop = loop;
    }

    HttpClient http() {
        return http;
    }

    /** Ends on the loop, exceptionally with a {@link GatewayException}. */
    CompletableFuture<Fetched> fetch(Origin origin, Duration timeout) {
        CompletableFuture<Fetched> reading = new CompletableFuture<>();
        attempt(origin, System.nanoTime() + timeout.toNanos(), true, reading);
        CompletableFuture<Fetched> result =
                reading.whenCompleteAsync((fetched, trouble) -> {}, loop);
        result.whenComplete((fetched, trouble) -> reading.cancel(false));
        return result;
    }

    private void attempt(
            Origin origin, long deadline, boolean first, CompletableFuture<Fetched> reading) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        CompletableFuture<HttpResponse> exchange =
                http.send(
                        HttpRequest.get(origin.location(), origin.peer().address(), left),
                        Repetition.QUESTION);
        // Read where it is delivered: one made to take long must not hold the loop up.
        exchange.whenComplete(
                (response, trouble) -> {
                    if (first && isEmpty(response) && left.compareTo(PAUSE) > 0) {
                        again(origin, deadline, reading);
                    } else {
                        conclude(reading, origin, response, trouble);
                    }
                });
        reading.whenComplete((fetched, trouble) -> exchange.cancel(false));
    }

    private static void conclude(
            CompletableFuture<Fetched> reading,
            Origin origin,
            HttpResponse response,
            Throwable trouble) {
        try {
            reading.complete(read(origin, response, trouble));
        } catch (RuntimeException e) {
            reading.completeExceptionally(e);
        }
    }

    private void again(Origin origin, long deadline, CompletableFuture<Fetched> reading) {
        Future<?> retry =
                loop.schedule(
                        () -> attempt(origin, deadline, false, reading),
                        PAUSE.toMillis(),
                        TimeUnit.MILLISECONDS);
        reading.whenComplete((fetched, trouble) -> retry.cancel(false));
    }

    private static boolean isEmpty(HttpResponse response) {
        return response != null
                && response.status() / 100 == 2
                && new String(response.body(), StandardCharsets.ISO_8859_1).isBlank();
    }

    private static Fetched read(Origin origin, HttpResponse response, Throwable trouble) {
        try {
            if (trouble != null) {
                throw unreachable(origin, trouble);
            }
            if (response.status() / 100 != 2) {
                throw failure(
                        UpnpResult.HTTP_ERROR,
                        origin,
                        "answered with HTTP status " + response.status());
            }
            return new Fetched(
                    DescriptionReader.readings(response.body(), origin.location(), origin.peer()),
                    response.localAddress());
        } catch (IOException e) {
            throw new CompletionException(
                    failure(
                            UpnpResult.INVALID_RESPONSE,
                            origin,
                            "is unreadable: " + e.getMessage()));
        } catch (GatewayException e) {
            throw new CompletionException(e);
        }
    }

    private static GatewayException unreachable(Origin origin, Throwable trouble) {
        Throwable root = Cause.of(trouble);
        String words = root.getMessage() == null ? root.toString() : root.getMessage();
        return root instanceof HttpFormatException
                ? failure(UpnpResult.INVALID_RESPONSE, origin, "is unreadable: " + words)
                : failure(UpnpResult.SOCKET_ERROR, origin, "could not be fetched: " + words);
    }

    private static GatewayException failure(UpnpResult result, Origin origin, String what) {
        return new GatewayException(
                result,
                "The description "
                        + origin.location()
                        + " "
                        + what
                        + ". Check the URL and that the device is on.");
    }
}
