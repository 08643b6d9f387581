// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ConnectionStatus;
import org.postern.igd.control.gateway.NoIpv4Address;
import org.postern.igd.control.gateway.WanActions;
import org.postern.igd.control.http.FailureCause;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a WAN service for its status and its external address (quirk D21), both at once, since a slow
 * router needs its time for each; if it is connected without an IPv4 address, then for its IPv6
 * address, which some makers have an action for (quirk A30). Does not block.
 */
final class WanInquiry {
    private final SoapService soap;
    private final CompletableFuture<Reply.Done> status;
    private final CompletableFuture<Reply.Done> address;
    private final CompletableFuture<Optional<InetAddress>> ipv6Address;

    /** Starts asking. */
    WanInquiry(SoapService soap, Duration timeout) {
        this.soap = soap;
        this.status = soap.call(ConnectionStatus.QUESTION, timeout);
        this.address = soap.call(WanActions.EXTERNAL_ADDRESS, timeout);
        this.ipv6Address =
                status.handle((reply, failure) -> true)
                        .thenCombine(address.handle((reply, failure) -> true), (one, other) -> true)
                        .thenCompose(done -> askForIpv6(timeout));
    }

    private CompletableFuture<Optional<InetAddress>> askForIpv6(Duration timeout) {
        WanAnswers known = known(Optional.empty());
        boolean missing = known.addressTold() && known.externalAddress().isEmpty();
        if (!missing || !known.connected().orElse(false)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // Mostly refused with 401: the standard does not have it.
        return soap.call(WanActions.EXTERNAL_IPV6_ADDRESS, timeout)
                .thenApply(WanActions::externalIpv6Address)
                .exceptionally(failure -> Optional.empty());
    }

    /** Ends when all questions have, on any thread; never exceptionally. */
    CompletableFuture<WanAnswers> answers() {
        return ipv6Address.handle((address, failure) -> soFar());
    }

    /** What is known now; one of two answers may have been lost. */
    WanAnswers soFar() {
        return known(
                ipv6Address.exceptionally(failure -> Optional.empty()).getNow(Optional.empty()));
    }

    private WanAnswers known(Optional<InetAddress> ipv6) {
        Optional<Reply.Done> statusReply = reply(status);
        Optional<Reply.Done> addressReply = reply(address);
        Optional<Throwable> statusFailure = failure(status);
        Optional<Throwable> addressFailure = failure(address);
        Optional<InetAddress> external = Optional.empty();
        Optional<InetAddress> lan =
                addressReply.flatMap(reply -> NoIpv4Address.ofLan(reply, soap.peer().address()));
        String words = message(addressFailure);
        if (addressReply.isPresent() && lan.isEmpty()) {
            try {
                external =
                        Optional.of(WanActions.externalAddress(soap.router(), addressReply.get()));
            } catch (GatewayException e) {
                words = message(Optional.of(e));
            }
        }
        return new WanAnswers(
                !isSilent(statusFailure) || !isSilent(addressFailure),
                statusReply.map(WanActions::statusWord).filter(word -> !word.isEmpty()),
                statusReply.flatMap(WanActions::uptime),
                addressReply.filter(WanActions::isExternalAddressTold).isPresent(),
                external,
                lan,
                ipv6,
                isSilent(statusFailure) ? message(statusFailure) : words);
    }

    /** Ends the connections. */
    void cancel() {
        status.cancel(false);
        address.cancel(false);
        ipv6Address.cancel(false);
    }

    private static Optional<Reply.Done> reply(CompletableFuture<Reply.Done> call) {
        return call.handle((reply, failure) -> Optional.ofNullable(reply)).getNow(Optional.empty());
    }

    private static Optional<Throwable> failure(CompletableFuture<Reply.Done> call) {
        return call.handle((reply, failure) -> Optional.ofNullable(failure).map(FailureCause::of))
                .getNow(Optional.empty());
    }

    /** Whether nobody answered; a refusal is an answer. */
    private static boolean isSilent(Optional<Throwable> failure) {
        return failure.filter(
                        each ->
                                !(each instanceof GatewayException known)
                                        || known.reason() == Reason.UNREACHABLE)
                .isPresent();
    }

    private static String message(Optional<? extends Throwable> failure) {
        return failure.map(each -> String.valueOf(each.getMessage())).orElse("");
    }
}
