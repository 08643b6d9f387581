// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.shell.commands.gateway.ParallelQuestions.Fact;
import org.postern.shell.commands.output.Quantities;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The current state of a gateway, as far as it discloses it.
 *
 * @param status of the internet connection
 * @param link of the physical link
 */
record GatewayDetails(
        Optional<WanStatus> status,
        Optional<InetAddress> externalAddress,
        Optional<LinkProperties> link,
        Optional<Traffic> traffic) {

    /** Asks for all facts at the same time, and leaves out what is refused. */
    static GatewayDetails ask(Gateway gateway) throws InterruptedException {
        try (ParallelQuestions questions = new ParallelQuestions()) {
            Fact<WanStatus> status = questions.ask(() -> Optional.of(gateway.status()));
            Fact<InetAddress> address = questions.ask(() -> Optional.of(gateway.externalAddress()));
            Fact<LinkProperties> link = questions.ask(gateway::link);
            Fact<Traffic> traffic = questions.ask(gateway::traffic);
            questions.await();
            return new GatewayDetails(status.told(), address.told(), link.told(), traffic.told());
        }
    }

    static boolean isDisclosed(String text) {
        return !text.isEmpty();
    }

    Optional<Long> upstream() {
        return link.map(LinkProperties::upstreamBitsPerSecond).filter(rate -> rate > 0);
    }

    Optional<Long> downstream() {
        return link.map(LinkProperties::downstreamBitsPerSecond).filter(rate -> rate > 0);
    }

    String linkText() {
        List<String> parts = new ArrayList<>();
        link.map(LinkProperties::accessType)
                .filter(GatewayDetails::isDisclosed)
                .ifPresent(parts::add);
        link.map(LinkProperties::linkStatus)
                .filter(GatewayDetails::isDisclosed)
                .map(status -> "link " + status.toLowerCase(Locale.ROOT))
                .ifPresent(parts::add);
        upstream().map(rate -> Quantities.rate(rate) + " up").ifPresent(parts::add);
        downstream().map(rate -> Quantities.rate(rate) + " down").ifPresent(parts::add);
        return String.join(", ", parts);
    }

    String trafficText() {
        List<String> parts = new ArrayList<>();
        traffic.ifPresent(
                counters -> {
                    addBytes(parts, counters.bytesSent(), " sent");
                    addBytes(parts, counters.bytesReceived(), " received");
                });
        return String.join(", ", parts);
    }

    private static void addBytes(List<String> parts, OptionalLong bytes, String direction) {
        bytes.ifPresent(amount -> parts.add(Quantities.bytes(amount) + direction));
    }
}
