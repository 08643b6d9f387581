package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.description.DescriptionReader;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Fetches and reads descriptions. */
final class DescriptionFetcher {
    /**
     * A description that was read.
     *
     * @param root the device tree
     * @param localAddress this machine's address on the connection
     */
    record Fetched(DeviceDescription root, InetAddress localAddress) {}

    private final HttpClient http;
    private final Executor loop;

    DescriptionFetcher(HttpClient http, Executor loop) {
        this.http = http;
        this.loop = loop;
    }

    HttpClient http() {
        return http;
    }

    /** Ends on the loop, exceptionally with a {@link GatewayException}. */
    CompletableFuture<Fetched> fetch(Origin origin, Duration timeout) {
        CompletableFuture<HttpResponse> exchange =
                http.send(HttpRequest.get(origin.location(), origin.peer().address(), timeout));
        // Read where it is delivered: one made to take long must not hold the loop up.
        CompletableFuture<Fetched> result =
                exchange.handle((response, trouble) -> read(origin, response, trouble))
                        .whenCompleteAsync((fetched, trouble) -> {}, loop);
        result.whenComplete((fetched, trouble) -> exchange.cancel(false));
        return result;
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
            DeviceDescription root =
                    DescriptionReader.read(response.body(), origin.location(), origin.peer());
            return new Fetched(root, response.localAddress());
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
