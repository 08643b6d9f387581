package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
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

/** Asks one WAN service what it is worth: first its status, then its address (quirk D21). */
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
    private final Duration timeout;
    private final long started = System.nanoTime();

    ServiceProbe(int order, ServiceDescription service, SoapService soap, Duration timeout) {
        this.order = order;
        this.service = service;
        this.soap = soap;
        this.timeout = timeout;
    }

    /** Never ends exceptionally. */
    CompletableFuture<Outcome> run() {
        return soap.call(WanActions.STATUS, timeout)
                .handle(this::afterStatus)
                .thenCompose(next -> next);
    }

    private CompletableFuture<Outcome> afterStatus(Reply.Done status, Throwable failure) {
        if (failure != null && unreachable(failure)) {
            return CompletableFuture.completedFuture(silent(message(failure)));
        }
        boolean connected = failure == null && WanActions.connected(status);
        String word = failure == null ? WanActions.statusWord(status) : "";
        Duration left = timeout.minusNanos(System.nanoTime() - started);
        return soap.call(WanActions.EXTERNAL_ADDRESS, left.isNegative() ? Duration.ZERO : left)
                .thenApply(this::address)
                .handle(
                        (address, trouble) ->
                                trouble == null
                                        ? withAddress(connected, word, address)
                                        : withoutAddress(connected, word, trouble));
    }

    private InetAddress address(Reply.Done done) {
        try {
            return WanActions.externalAddress(soap.router(), done);
        } catch (GatewayException e) {
            throw new CompletionException(e);
        }
    }

    private Outcome withAddress(boolean connected, String word, InetAddress address) {
        boolean open = AddressKind.of(address) == AddressKind.PUBLIC;
        String having =
                "the "
                        + (open ? "public" : "private")
                        + " address "
                        + address.getHostAddress()
                        + ".";
        if (connected) {
            return outcome(
                    open ? Standing.PUBLIC : Standing.PRIVATE,
                    Optional.of(address),
                    "It is connected with " + having);
        }
        return outcome(
                open ? Standing.UNSURE : Standing.DISCONNECTED,
                Optional.of(address),
                says(word) + " and has " + having);
    }

    private Outcome withoutAddress(boolean connected, String word, Throwable trouble) {
        if (unreachable(trouble) || !connected && word.isEmpty()) {
            return silent(message(trouble));
        }
        return connected
                ? outcome(
                        Standing.NO_ADDRESS,
                        Optional.empty(),
                        "It is connected but tells no external address.")
                : outcome(
                        Standing.DISCONNECTED,
                        Optional.empty(),
                        says(word) + " and has no external address.");
    }

    private Outcome silent(String why) {
        return outcome(Standing.SILENT, Optional.empty(), why);
    }

    private Outcome outcome(Standing standing, Optional<InetAddress> external, String says) {
        return new Outcome(order, service, soap, standing, external, says);
    }

    private static String says(String word) {
        return word.isEmpty()
                ? "It does not tell whether it is connected"
                : "It says that its internet connection is '" + word + "'";
    }

    private static boolean unreachable(Throwable failure) {
        return !(root(failure) instanceof GatewayException known)
                || known.result() == UpnpResult.SOCKET_ERROR;
    }

    private static String message(Throwable failure) {
        return String.valueOf(root(failure).getMessage());
    }

    private static Throwable root(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
