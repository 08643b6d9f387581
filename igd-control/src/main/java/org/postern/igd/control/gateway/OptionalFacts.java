// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Traffic;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.soap.Reply;

import java.util.Optional;
import java.util.OptionalLong;

/** What a router may tell or not. */
final class OptionalFacts {
    private OptionalFacts() {}

    /** The counters of a WANCommonInterfaceConfig. */
    static Traffic traffic(ControlSession session) throws GatewayException, InterruptedException {
        OptionalLong sent = counter(session, "BytesSent");
        OptionalLong received = counter(session, "BytesReceived");
        if (sent.isEmpty() || received.isEmpty()) {
            Optional<Reply.Done> wide = WanActions.answer(session, WanActions.WIDE_COUNTERS);
            sent = sent.isPresent() ? sent : wide(wide, "Sent");
            received = received.isPresent() ? received : wide(wide, "Received");
        }
        return new Traffic(
                sent,
                received,
                counter(session, "PacketsSent"),
                counter(session, "PacketsReceived"));
    }

    private static OptionalLong counter(ControlSession session, String what)
            throws GatewayException, InterruptedException {
        return WanActions.answer(session, WanActions.counter(what))
                .map(done -> WanActions.counterValue(what, done))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong wide(Optional<Reply.Done> answer, String what) {
        return answer.map(done -> WanActions.wideCounterValue(what, done))
                .orElse(OptionalLong.empty());
    }
}
