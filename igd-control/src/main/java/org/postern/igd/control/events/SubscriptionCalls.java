// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The requests of a subscriber to one service (UDA 1.1 section 4.1), whose URL has been checked
 * against the peer. Does not block.
 */
record SubscriptionCalls(HttpClient http, URI eventUrl, Peer peer) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    CompletableFuture<HttpResponse> subscribe(URI callback) {
        return send("SUBSCRIBE", SubscriptionCodec.subscribe(callback));
    }

    CompletableFuture<HttpResponse> renew(String sid) {
        return send("SUBSCRIBE", SubscriptionCodec.renew(sid));
    }

    /** Ends with any answer or none, never exceptionally. */
    CompletableFuture<@Nullable Void> unsubscribe(String sid) {
        return send("UNSUBSCRIBE", SubscriptionCodec.unsubscribe(sid))
                .handle((answer, failure) -> null);
    }

    private CompletableFuture<HttpResponse> send(String method, Map<String, String> headers) {
        return http.send(
                new HttpRequest(
                        method,
                        eventUrl,
                        peer.address(),
                        headers,
                        new byte[0],
                        TIMEOUT,
                        Optional.empty()));
    }
}
