// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.jspecify.annotations.Nullable;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks a WAN service for its status and its external address (quirk D21), both at once, since a slow
 * router needs its time for each; if it is connected without an IPv4 address, then for its IPv6
 * address, which some makers have an action for (quirk A30). Does not block.
 */
final class WanInquiry {
    /** How a question ended; neither while it has not. */
    private record Ending(Reply.@Nullable Done reply, @Nullable Throwable failure) {
        private static final Ending OPEN = new Ending(null, null);

        static Ending of(CompletableFuture<Reply.Done> call) {
            if (!call.isDone()) {
                return OPEN;
            }
            try {
                return new Ending(call.join(), null);
            } catch (CompletionException | CancellationException e) {
                return new Ending(null, FailureCause.of(e));
            }
        }
    }

    private final SoapService soap;
    private final Duration timeout;
    private final CompletableFuture<Reply.Done> status;
    private final CompletableFuture<Reply.Done> address;
    private final CompletableFuture<WanAnswers> answers = new CompletableFuture<>();

    /** Asked last, if at all. */
    private volatile @Nullable CompletableFuture<Reply.Done> ipv6Address;

    private WanInquiry(SoapService soap, Duration timeout) {
        this.soap = soap;
        this.timeout = timeout;
        this.status = soap.call(ConnectionStatus.QUESTION, timeout);
        this.address = soap.call(WanActions.EXTERNAL_ADDRESS, timeout);
    }

    /** Starts asking. */
    static WanInquiry start(SoapService soap, Duration timeout) {
        WanInquiry inquiry = new WanInquiry(soap, timeout);
        CompletableFuture.allOf(inquiry.status, inquiry.address)
                .whenComplete((both, failure) -> inquiry.onAnswers());
        return inquiry;
    }

    private void onAnswers() {
        try {
            askForIpv6OrEnd();
        } catch (RuntimeException e) {
            answers.completeExceptionally(e);
        }
    }

    private void askForIpv6OrEnd() {
        WanAnswers known = soFar();
        boolean missing = known.addressTold() && known.externalAddress().isEmpty();
        if (!missing || !known.connected().orElse(false)) {
            answers.complete(known);
            return;
        }
        // Mostly refused with 401: the standard does not have it.
        CompletableFuture<Reply.Done> last = soap.call(WanActions.EXTERNAL_IPV6_ADDRESS, timeout);
        ipv6Address = last;
        last.whenComplete((reply, failure) -> answers.complete(soFar()));
    }

    /** Ends when all questions have, on any thread. */
    CompletableFuture<WanAnswers> answers() {
        return answers;
    }

    /** What is known now; one of two answers may have been lost. */
    WanAnswers soFar() {
        Ending ofStatus = Ending.of(status);
        Ending ofAddress = Ending.of(address);
        Reply.Done statusReply = ofStatus.reply();
        Reply.Done addressReply = ofAddress.reply();
        Optional<InetAddress> external = Optional.empty();
        Optional<InetAddress> lan =
                addressReply == null
                        ? Optional.empty()
                        : NoIpv4Address.ofLan(addressReply, soap.peer().address());
        String words = message(ofAddress.failure());
        if (addressReply != null && lan.isEmpty()) {
            try {
                external = Optional.of(WanActions.externalAddress(soap.router(), addressReply));
            } catch (GatewayException e) {
                words = message(e);
            }
        }
        String word = statusReply == null ? "" : WanActions.statusWord(statusReply);
        return new WanAnswers(
                !isSilent(ofStatus.failure()) || !isSilent(ofAddress.failure()),
                word.isEmpty() ? Optional.empty() : Optional.of(word),
                statusReply == null ? Optional.empty() : WanActions.uptime(statusReply),
                addressReply != null && WanActions.isExternalAddressTold(addressReply),
                external,
                lan,
                ipv6(),
                isSilent(ofStatus.failure()) ? message(ofStatus.failure()) : words);
    }

    private Optional<InetAddress> ipv6() {
        CompletableFuture<Reply.Done> asked = ipv6Address;
        Reply.Done reply = asked == null ? null : Ending.of(asked).reply();
        return reply == null ? Optional.empty() : WanActions.externalIpv6Address(reply);
    }

    /** Ends the connections. */
    void cancel() {
        status.cancel(false);
        address.cancel(false);
        CompletableFuture<Reply.Done> asked = ipv6Address;
        if (asked != null) {
            asked.cancel(false);
        }
    }

    /** Whether nobody answered; a refusal is an answer. */
    private static boolean isSilent(@Nullable Throwable failure) {
        return failure instanceof GatewayException known
                ? known.reason() == Reason.UNREACHABLE
                : failure != null;
    }

    private static String message(@Nullable Throwable failure) {
        return failure == null ? "" : String.valueOf(failure.getMessage());
    }
}
