// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.postern.api.gateway.Gateway.CallbackRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.internal.address.UrlHost;
import org.postern.igd.control.net.LocalAddress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A subscription to the events of a service for the sake of the first one, which a router sends to
 * each new subscriber at once (UDA 1.1 section 4.2.1): for that it connects to this machine. Whoever
 * asked listens there. Safe for several threads.
 */
public final class CallbackSubscription implements CallbackRequest {
    /** Some routers refuse a URL without a path. */
    private static final String PATH = "/postern";

    private static final long CLOSE_MILLIS = 1000;

    private final SubscriptionCalls calls;
    private final AtomicReference<Optional<String>> sid;

    private CallbackSubscription(SubscriptionCalls calls, String sid) {
        this.calls = calls;
        this.sid = new AtomicReference<>(Optional.of(sid));
    }

    /**
     * Subscribes, and blocks until the router has answered, 10 seconds at most.
     *
     * @param http carries the requests
     * @param eventUrl of the service, checked against the peer
     * @param peer the router's host
     * @param router its name in messages
     * @param port of this machine, 1..65535
     */
    public static CallbackSubscription open(
            HttpClient http, URI eventUrl, Peer peer, String router, int port)
            throws GatewayException, InterruptedException {
        SubscriptionCalls calls = new SubscriptionCalls(http, eventUrl, peer);
        CompletableFuture<HttpResponse> answer =
                calls.subscribe(callback(peer.address(), port, router));
        try {
            HttpResponse given = answer.get();
            if (given.status() / 100 != 2) {
                throw failure(Reason.TRANSPORT_ERROR, router, words(given));
            }
            return new CallbackSubscription(
                    calls,
                    SubscriptionCodec.sid(given)
                            .orElseThrow(
                                    () -> failure(Reason.INVALID_RESPONSE, router, words(given))));
        } catch (InterruptedException e) {
            // What it is to be ended by comes with the answer.
            answer.thenAccept(late -> SubscriptionCodec.sid(late).ifPresent(calls::unsubscribe));
            throw e;
        } catch (ExecutionException e) {
            throw unanswered(router, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    @Override
    public void close() {
        Optional<String> held = sid.getAndSet(Optional.empty());
        if (held.isPresent()) {
            await(calls.unsubscribe(held.get()));
        }
    }

    /** Of the same family as the router: it will not call another (UDA 2.0 annex A). */
    private static URI callback(InetAddress router, int port, String name) throws GatewayException {
        try {
            return UrlHost.replaced(
                    URI.create("http://host:" + port + PATH), LocalAddress.facing(router));
        } catch (IOException e) {
            throw new GatewayException(
                    Reason.UNREACHABLE,
                    "There is no route to "
                            + name
                            + ", which was to connect to this machine. Check the network"
                            + " connection.",
                    e);
        }
    }

    private static String words(HttpResponse answer) {
        return SubscriptionCodec.refusal(answer, null);
    }

    private static GatewayException unanswered(String router, Throwable cause) {
        Reason reason =
                cause instanceof HttpFormatException ? Reason.INVALID_RESPONSE : Reason.UNREACHABLE;
        return failure(reason, router, SubscriptionCodec.refusal(null, cause), cause);
    }

    private static GatewayException failure(Reason reason, String router, String why) {
        return new GatewayException(reason, sentence(router, why));
    }

    private static GatewayException failure(
            Reason reason, String router, String why, Throwable cause) {
        return new GatewayException(reason, sentence(router, why), cause);
    }

    private static String sentence(String router, String why) {
        return router
                + " could not be made to connect to this machine by a subscription to its events: "
                + why
                + ".";
    }

    private static void await(CompletableFuture<?> ended) {
        try {
            ended.get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It ends by itself.
        }
    }
}
