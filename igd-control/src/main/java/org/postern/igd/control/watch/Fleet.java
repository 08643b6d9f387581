// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;
import org.postern.igd.control.search.GatewayReading;

import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateways under watch, by description URL; a bounded number, and of each host. */
final class Fleet {
    private static final int MAX = 16;

    /** A box has a handful of descriptions (quirk S4); one must not crowd the others out. */
    private static final int MAX_OF_HOST = 8;

    private final Map<URI, Watched> gateways = new LinkedHashMap<>();

    boolean isEmpty() {
        return gateways.isEmpty();
    }

    Optional<Watched> at(URI url) {
        return Optional.ofNullable(gateways.get(url));
    }

    boolean hasRoom(InetAddress host) {
        long ofHost = all().stream().filter(each -> each.identity().host().equals(host)).count();
        return gateways.size() < MAX && ofHost < MAX_OF_HOST;
    }

    void put(Watched gateway) {
        gateways.put(gateway.identity().url(), gateway);
    }

    /** Not when another has its place by now. */
    void remove(Watched gateway) {
        gateways.remove(gateway.identity().url(), gateway);
    }

    /** Those that are likely the same router at another place. */
    List<Watched> relatives(GatewayReading reading) {
        return all().stream()
                .filter(each -> !each.identity().url().equals(reading.origin().location()))
                .filter(each -> each.identity().trace().fits(reading))
                .toList();
    }

    /** Those that an announcement without a location of another place is about. */
    List<Watched> meant(Announcement said) {
        return all().stream().filter(each -> each.identity().isMeant(said)).toList();
    }

    List<Watched> all() {
        return List.copyOf(gateways.values());
    }
}
