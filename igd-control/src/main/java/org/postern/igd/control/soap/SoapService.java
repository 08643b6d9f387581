// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.description.DeviceText;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.DocumentEnd;
import org.postern.igd.control.http.FailureCause;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.http.RetryPolicy;
import org.postern.igd.control.http.Source;
import org.postern.igd.control.internal.address.UrlHost;
import org.postern.igd.control.xml.XmlFormatException;

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
 * A service of a router that actions are asked of. Does not block.
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
    private static final String RETRY = "Try again; a restart of the router often helps.";

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
     * Asks an action. Ends with what the router gave, or exceptionally with a {@link
     * GatewayException}; cancelling it ends the connection.
     */
    public CompletableFuture<Reply.Done> call(Action action, Duration timeout) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, action.name() + " " + action.arguments() + " -> " + controlUrl);
        }
        HttpRequest request =
                new HttpRequest(
                        "POST",
                        controlUrl,
                        peer.address(),
                        action.headers(serviceType),
                        action.body(serviceType),
                        timeout,
                        Optional.of(ENVELOPE),
                        source);
        CompletableFuture<HttpResponse> exchange =
                new ActionExchange(http, action.repetition(), timeout)
                        .send(request, action.mandatoryHeaders(serviceType));
        CompletableFuture<Reply.Done> result =
                exchange.handle((response, failure) -> done(action, response, failure));
        result.whenComplete((done, failure) -> exchange.cancel(false));
        return result;
    }

    private Reply.Done done(
            Action action, @Nullable HttpResponse response, @Nullable Throwable failure) {
        try {
            if (response == null) {
                throw unreachable(action, Objects.requireNonNull(failure));
            }
            Reply reply = ReplyReader.read(response);
            if (LOG.isLoggable(Level.DEBUG)) {
                String said = DeviceText.clean(reply.toString());
                LOG.log(Level.DEBUG, action.name() + " <- " + router + ": " + said);
            }
            if (reply instanceof Reply.Done done) {
                return done;
            }
            if (reply instanceof Reply.Nothing) {
                return nothing(action);
            }
            throw refusal(action, reply);
        } catch (XmlFormatException e) {
            throw new CompletionException(
                    failure(
                            Reason.INVALID_RESPONSE,
                            action,
                            "gave an answer that cannot be read: " + e.getMessage(),
                            RETRY,
                            e));
        } catch (GatewayException e) {
            LOG.log(Level.DEBUG, action.name() + " <- " + e.getMessage());
            throw new CompletionException(e);
        }
    }

    /** Some routers answer a change with nothing (quirk A35); a question needs its answer. */
    private Reply.Done nothing(Action action) throws GatewayException {
        if (action.name().startsWith("Get")) {
            throw new GatewayException(
                    Reason.INVALID_RESPONSE,
                    action.name() + " failed: " + router + " gave an empty answer. " + RETRY);
        }
        return new Reply.Done(Map.of());
    }

    private GatewayException refusal(Action action, Reply reply) {
        if (reply instanceof Reply.Fault fault) {
            return errors.failure(
                    action,
                    fault.errorCode(),
                    fault.description(),
                    router + " refused " + action.name() + " with " + words(fault) + ".");
        }
        return new GatewayException(
                Reason.TRANSPORT_ERROR,
                router
                        + " refused "
                        + action.name()
                        + " with HTTP status "
                        + ((Reply.HttpRefusal) reply).status()
                        + ". "
                        + RETRY);
    }

    private static String words(Reply.Fault fault) {
        String code =
                fault.errorCode().isPresent()
                        ? "error " + fault.errorCode().getAsInt()
                        : "a fault without an error code";
        return fault.description().isEmpty() ? code : code + ", \"" + fault.description() + "\"";
    }

    private GatewayException unreachable(Action action, Throwable cause) {
        Throwable root = FailureCause.of(cause);
        return root instanceof HttpFormatException
                ? failure(
                        Reason.INVALID_RESPONSE,
                        action,
                        "gave an answer that cannot be read: " + root.getMessage(),
                        RETRY,
                        root)
                : failure(
                        Reason.UNREACHABLE,
                        action,
                        "could not be reached at " + peer.host() + ": " + words(root),
                        "Check the connection to the router and search again.",
                        root);
    }

    private GatewayException failure(
            Reason result, Action action, String what, String advice, Throwable cause) {
        return new GatewayException(
                result, action.name() + " failed: " + router + " " + what + ". " + advice, cause);
    }

    private static String words(Throwable cause) {
        return cause instanceof IOException
                ? Objects.requireNonNullElse(cause.getMessage(), cause.toString())
                : cause.toString();
    }
}
