// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.finder.GatewayQuery;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WantedGateway;

import java.net.InetAddress;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which gateways are watched: all, or one that the user named. One that was named by its URL is
 * recognised by its UDN and address too once it was assessed, so that it is found again at another
 * port.
 */
final class WatchTarget {
    private final GatewayQuery query;
    private final WantedGateway wanted;
    private final Set<String> udns = new HashSet<>();
    private Optional<InetAddress> address = Optional.empty();

    WatchTarget(GatewayQuery query) {
        this.query = query;
        this.wanted = WantedGateway.of(query);
    }

    /** Whether the user named one. */
    boolean isSingle() {
        return !query.wanted().isEmpty();
    }

    /** The URL that the user gave; empty when it was something else. */
    Optional<String> url() {
        return query.wanted().contains("://") ? Optional.of(query.wanted()) : Optional.empty();
    }

    /** Whether a search can find it; one that is only known by its URL is read there. */
    boolean isSearchable() {
        return url().isEmpty() || address.isPresent();
    }

    boolean accepts(Assessment device) {
        return url().map(url -> isAt(device, url) || isRecognised(device))
                .orElseGet(() -> wanted.is(device));
    }

    /** Takes note of the device that was found. */
    void found(Assessment device) {
        if (url().filter(url -> isAt(device, url)).isPresent()) {
            udns.clear();
            udns.addAll(device.udns());
            address = Optional.of(device.location().address());
        }
    }

    private static boolean isAt(Assessment device, String url) {
        return device.location().url().toString().equals(url);
    }

    private boolean isRecognised(Assessment device) {
        return address.filter(device.location().address()::equals).isPresent()
                && !Collections.disjoint(udns, device.udns());
    }
}
