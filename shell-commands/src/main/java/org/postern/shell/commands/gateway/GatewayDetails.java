// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.shell.commands.output.Quantities;

import java.lang.System.Logger.Level;
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

    private static final System.Logger LOGGER = System.getLogger("org.postern.shell-commands");

    /** Asks for each fact; after one is refused, the next is still asked for. */
    static GatewayDetails ask(Gateway gateway) throws InterruptedException {
        Queries queries = new Queries();
        return new GatewayDetails(
                queries.ask(() -> Optional.of(gateway.status())),
                queries.ask(() -> Optional.of(gateway.externalAddress())),
                queries.ask(gateway::link),
                queries.ask(gateway::traffic));
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

    private interface Query<T> {
        Optional<T> ask() throws GatewayException, InterruptedException;
    }

    /** Stops asking once the router is unreachable: each further query would time out. */
    private static final class Queries {
        private boolean unreachable;

        <T> Optional<T> ask(Query<T> query) throws InterruptedException {
            if (unreachable) {
                return Optional.empty();
            }
            try {
                return query.ask();
            } catch (GatewayException e) {
                LOGGER.log(Level.DEBUG, "The gateway did not tell: {0}", e.getMessage());
                unreachable = e.reason() == Reason.UNREACHABLE;
                return Optional.empty();
            }
        }
    }
}
