// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.DocumentEnd;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.http.RetryPolicy;
import org.postern.igd.control.http.Source;
import org.postern.igd.control.internal.address.UrlHost;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A service of a router that actions are asked of. Only {@link #ask} blocks.
 *
 * @param http carries the requests
 * @param router the router's name in messages
 * @param serviceType which service
 * @param controlUrl where actions go, checked against the peer
 * @param peer the router's host
 * @param source from where to ask; empty for the system's choice
 * @param errors what its error codes mean
 * @param scpdUrl where it describes itself, checked against the peer
 */
public record SoapService(
        HttpClient http,
        String router,
        String serviceType,
        URI controlUrl,
        Peer peer,
        Optional<Source> source,
        ErrorCodes errors,
        Optional<URI> scpdUrl) {
    private static final DocumentEnd ENVELOPE = DocumentEnd.of("Envelope");

    /** A WAN*Connection or WANCommonInterfaceConfig, asked from the address that the system chooses. */
    public SoapService(
            HttpClient http, String router, String serviceType, URI controlUrl, Peer peer) {
        this(http, router, serviceType, controlUrl, peer, Optional.empty());
    }

    /** The same with the place of its own description, if it names one. */
    public SoapService(
            HttpClient http,
            String router,
            String serviceType,
            URI controlUrl,
            Peer peer,
            Optional<URI> scpdUrl) {
        this(
                http,
                router,
                serviceType,
                controlUrl,
                peer,
                Optional.empty(),
                UpnpErrors.CODES,
                scpdUrl);
    }

    /** The same service at another address of the router, asked from one of this machine. */
    public SoapService at(InetAddress address, InetAddress from, ErrorCodes codes) {
        URI url = UrlHost.replaced(controlUrl, address);
        return new SoapService(
                http,
                router,
                serviceType,
                url,
                new Peer(url.getHost(), address),
                Optional.of(new Source(from, true)),
                codes,
                scpdUrl.map(each -> UrlHost.replaced(each, address)));
    }

    /**
     * The same service, asked from an address of this machine where that can be used. Else the system
     * chooses, for TCP perhaps another one than for UDP (quirk A68).
     */
    public SoapService from(InetAddress local) {
        return new SoapService(
                http,
                router,
                serviceType,
                controlUrl,
                peer,
                Optional.of(new Source(local, false)),
                errors,
                scpdUrl);
    }

    /**
     * Reads which actions the service lists in its own description, in small letters; none where it
     * does not tell. Ends exceptionally with {@link IOException} where it does not answer.
     */
    public CompletableFuture<Set<String>> actions(Duration timeout) {
        HttpRequest request =
                new HttpRequest(
                        "GET",
                        scpdUrl.orElseThrow(),
                        peer.address(),
                        Map.of(),
                        new byte[0],
                        timeout,
                        Optional.of(ActionList.DOCUMENT),
                        source);
        CompletableFuture<HttpResponse> exchange = http.send(request, RetryPolicy.QUESTION);
        CompletableFuture<Set<String>> actions = exchange.thenApply(ActionList::read);
        actions.whenComplete((known, failure) -> exchange.cancel(false));
        return actions;
    }

    /**
     * Starts to ask an action. Ends with what the router gave, or exceptionally with a {@link
     * GatewayException}; cancelling it ends the connection.
     */
    public CompletableFuture<Reply.Done> call(Action action, Duration timeout) {
        ActionResult result = result(action);
        CompletableFuture<HttpResponse> exchange =
                exchange(action, timeout).send(request(action, timeout));
        CompletableFuture<Reply.Done> done =
                exchange.handle(
                        (response, failure) -> {
                            try {
                                if (response == null) {
                                    throw result.unreachable(Objects.requireNonNull(failure));
                                }
                                return result.of(response);
                            } catch (GatewayException e) {
                                throw new CompletionException(e);
                            }
                        });
        done.whenComplete((reply, failure) -> exchange.cancel(false));
        return done;
    }

    /** Asks an action and waits for what the router gives; an interrupt ends the connection. */
    public Reply.Done ask(Action action, Duration timeout)
            throws GatewayException, InterruptedException {
        ActionResult result = result(action);
        HttpResponse response;
        try {
            response = exchange(action, timeout).ask(request(action, timeout));
        } catch (IOException e) {
            throw result.unreachable(e);
        }
        return result.of(response);
    }

    private ActionResult result(Action action) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, action.name() + " " + action.arguments() + " -> " + controlUrl);
        }
        return new ActionResult(action, router, peer, errors);
    }

    private ActionExchange exchange(Action action, Duration timeout) {
        return new ActionExchange(http, action, serviceType, timeout);
    }

    private HttpRequest request(Action action, Duration timeout) {
        return new HttpRequest(
                "POST",
                controlUrl,
                peer.address(),
                action.headers(serviceType),
                action.body(serviceType),
                timeout,
                Optional.of(ENVELOPE),
                source);
    }
}
