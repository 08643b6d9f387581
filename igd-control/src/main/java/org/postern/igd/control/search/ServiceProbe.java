package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.gateway.WanActions;
import org.postern.igd.control.net.AddressKind;
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

    /** Starts asking. */
    ServiceProbe(int order, ServiceDescription service, SoapService soap, Duration timeout) {
        this.order = order;
        this.service = service;
        this.soap = soap;
        this.status = soap.call(WanActions.STATUS, timeout);
        this.address = soap.call(WanActions.EXTERNAL_ADDRESS, timeout);
    }

    /** Never ends exceptionally. */
    CompletableFuture<Outcome> outcome() {
        return status.handle(Answer::new)
                .thenCombine(address.thenApply(this::read).handle(Answer::new), this::judge);
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

    private Outcome judge(Answer<Reply.Done> told, Answer<InetAddress> external) {
        if (told.unreachable() || external.unreachable()) {
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
        boolean open = AddressKind.of(external) == AddressKind.PUBLIC;
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
