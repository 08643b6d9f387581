// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.igd.control.gateway.WanActions;
import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Asks a WAN service how it is: two questions at once, without blocking. */
final class WanInquiry {
    private WanInquiry() {}

    /** Ends on the loop, never exceptionally; cancelling it ends the connections. */
    static CompletableFuture<WanFacts> ask(SoapService soap, Duration timeout, Executor loop) {
        CompletableFuture<Reply.Done> status = soap.call(WanActions.STATUS, timeout);
        CompletableFuture<Reply.Done> address = soap.call(WanActions.EXTERNAL_ADDRESS, timeout);
        CompletableFuture<WanFacts> facts =
                status.handle(Answer::new)
                        .thenCombineAsync(address.handle(Answer::new), WanInquiry::facts, loop);
        facts.whenComplete(
                (known, trouble) -> {
                    status.cancel(false);
                    address.cancel(false);
                });
        return facts;
    }

    private static WanFacts facts(Answer<Reply.Done> status, Answer<Reply.Done> address) {
        Optional<String> said =
                address.value().flatMap(done -> done.argument("NewExternalIPAddress"));
        return new WanFacts(
                !status.unreachable() || !address.unreachable(),
                said.isPresent(),
                said.flatMap(WanInquiry::address),
                status.value()
                        .filter(done -> !WanActions.statusWord(done).isEmpty())
                        .map(WanActions::connected),
                status.value().flatMap(WanActions::uptime));
    }

    private static Optional<InetAddress> address(String text) {
        return AddressLiteral.parse(text).filter(each -> AddressClass.of(each).isAssignable());
    }
}
