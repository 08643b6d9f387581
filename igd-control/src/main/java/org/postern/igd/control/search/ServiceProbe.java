// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.gateway.WanActions;
import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks one WAN service what it is worth: its status and its address (quirk D21), both at once,
 * since a slow router needs its time for each.
 */
final class ServiceProbe {
    /**
     * What came out.
     *
     * @param order the service's place in the description
     * @param service of the description
     * @param soap to ask it further
     * @param standing the verdict
     * @param external the external address, where it told one
     * @param says one sentence about the router's connection
     */
    record Outcome(
            int order,
            ServiceDescription service,
            SoapService soap,
            Standing standing,
            Optional<InetAddress> external,
            String says) {}

    private final int order;
    private final ServiceDescription service;
    private final SoapService soap;
    private final CompletableFuture<Reply.Done> status;
    private final CompletableFuture<Reply.Done> address;
    private final CompletableFuture<InetAddress> external;

    /** Starts asking. */
    ServiceProbe(int order, ServiceDescription service, SoapService soap, Duration timeout) {
        this.order = order;
        this.service = service;
        this.soap = soap;
        this.status = soap.call(WanActions.STATUS, timeout);
        this.address = soap.call(WanActions.EXTERNAL_ADDRESS, timeout);
        this.external = address.thenApply(this::read);
    }

    /** Never ends exceptionally. */
    CompletableFuture<Outcome> outcome() {
        return status.handle(Answer::new).thenCombine(external.handle(Answer::new), this::judge);
    }

    /** What one answer tells by itself, while the other may have been lost; empty without any. */
    Optional<Outcome> soFar() {
        Answer<Reply.Done> told = given(status);
        Answer<InetAddress> known = given(external);
        return told.value().isPresent() || known.value().isPresent()
                ? Optional.of(judge(told, known))
                : Optional.empty();
    }

    private static <T> Answer<T> given(CompletableFuture<T> call) {
        return new Answer<>(call.isCompletedExceptionally() ? null : call.getNow(null), null);
    }

    void cancel() {
        status.cancel(false);
        address.cancel(false);
    }

    private InetAddress read(Reply.Done done) {
        try {
            return WanActions.externalAddress(soap.router(), done);
        } catch (GatewayException e) {
            throw new CompletionException(e);
        }
    }

    /** A service that gave one of two answers is there: the other may have been lost. */
    private Outcome judge(Answer<Reply.Done> told, Answer<InetAddress> external) {
        boolean nothing = told.value().isEmpty() && external.value().isEmpty();
        if (nothing && (told.unreachable() || external.unreachable())) {
            return outcome(
                    Standing.SILENT,
                    Optional.empty(),
                    told.unreachable() ? told.message() : external.message());
        }
        boolean connected = told.value().map(WanActions::connected).orElse(false);
        String word = told.value().map(WanActions::statusWord).orElse("");
        return external.value()
                .map(address -> withAddress(connected, word, address))
                .orElseGet(() -> withoutAddress(connected, word, external));
    }

    private Outcome withAddress(boolean connected, String word, InetAddress external) {
        boolean open = AddressClass.of(external).isPublic();
        String says =
                (connected ? "It is connected with the " : claim(word) + " and has the ")
                        + (open ? "public" : "private")
                        + " address "
                        + external.getHostAddress()
                        + ".";
        if (connected) {
            return outcome(open ? Standing.PUBLIC : Standing.PRIVATE, Optional.of(external), says);
        }
        // One that does not tell its state is taken at its address.
        Standing closed = word.isEmpty() ? Standing.PRIVATE : Standing.DOUBTFUL;
        return outcome(open ? Standing.UNSURE : closed, Optional.of(external), says);
    }

    private Outcome withoutAddress(boolean connected, String word, Answer<InetAddress> external) {
        if (!connected && word.isEmpty()) {
            return outcome(Standing.SILENT, Optional.empty(), external.message());
        }
        return connected
                ? outcome(
                        Standing.NO_ADDRESS,
                        Optional.empty(),
                        "It is connected but tells no external address.")
                : outcome(
                        Standing.DISCONNECTED,
                        Optional.empty(),
                        claim(word) + " and has no external address.");
    }

    private Outcome outcome(Standing standing, Optional<InetAddress> external, String says) {
        return new Outcome(order, service, soap, standing, external, says);
    }

    private static String claim(String word) {
        return word.isEmpty()
                ? "It does not tell whether it is connected"
                : "It says that its internet connection is '" + word + "'";
    }
}
