// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.search.GatewayReading;

import java.net.InetAddress;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which gateways are watched: all, or one that the user named. One that was named by its URL is
 * known by its UDN and address too once it was read, so that it is found again at another port.
 */
final class Aim {
    private final String wanted;
    private final Set<String> udns = new HashSet<>();
    private Optional<InetAddress> address = Optional.empty();

    /**
     * An aim.
     *
     * @param wanted a URL, UDN, address or name; empty for all gateways
     */
    Aim(String wanted) {
        this.wanted = wanted;
    }

    /** Whether one is enough. */
    boolean one() {
        return !wanted.isEmpty();
    }

    /** The URL that the user gave; empty when it was something else. */
    Optional<String> url() {
        return wanted.contains("://") ? Optional.of(wanted) : Optional.empty();
    }

    /** Whether a search can find it: one that is only known by its URL is read there. */
    boolean searchable() {
        return url().isEmpty() || address.isPresent();
    }

    boolean accepts(GatewayReading reading) {
        return url().map(url -> atUrl(reading, url) || learned(reading)).orElse(reading.wanted());
    }

    /** Takes note of the one that was found. */
    void found(GatewayReading reading) {
        if (url().filter(url -> atUrl(reading, url)).isPresent()) {
            udns.clear();
            udns.addAll(reading.udns());
            address = Optional.of(reading.origin().peer().address());
        }
    }

    private static boolean atUrl(GatewayReading reading, String url) {
        return reading.origin().location().toString().equals(url);
    }

    private boolean learned(GatewayReading reading) {
        return address.filter(reading.origin().peer().address()::equals).isPresent()
                && !Collections.disjoint(udns, reading.udns());
    }
}
