// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The state of a gateway, as far as it discloses it.
 *
 * @param status of the internet connection
 * @param externalAddress empty while it has none
 * @param link of the physical link
 * @param traffic its counters
 */
public record GatewayDetails(
        Optional<WanStatus> status,
        Optional<InetAddress> externalAddress,
        Optional<LinkProperties> link,
        Optional<Traffic> traffic) {

    /** Whether a text of a gateway says something. */
    public static boolean isDisclosed(String text) {
        return !text.isEmpty();
    }

    public Optional<Long> upstream() {
        return link.map(LinkProperties::upstreamBitsPerSecond).filter(rate -> rate > 0);
    }

    public Optional<Long> downstream() {
        return link.map(LinkProperties::downstreamBitsPerSecond).filter(rate -> rate > 0);
    }

    /** Such as {@code DSL, link up, 10 Mbit/s up, 50 Mbit/s down}; may be empty. */
    public String linkText() {
        List<String> parts = new ArrayList<>();
        link.map(LinkProperties::accessType)
                .filter(GatewayDetails::isDisclosed)
                .ifPresent(parts::add);
        link.map(LinkProperties::linkStatus)
                .filter(GatewayDetails::isDisclosed)
                .map(word -> "link " + word.toLowerCase(Locale.ROOT))
                .ifPresent(parts::add);
        upstream().map(rate -> Quantities.rate(rate) + " up").ifPresent(parts::add);
        downstream().map(rate -> Quantities.rate(rate) + " down").ifPresent(parts::add);
        return String.join(", ", parts);
    }

    /** Such as {@code 1.2 GB sent, 4.3 GB received}; may be empty. */
    public String trafficText() {
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
