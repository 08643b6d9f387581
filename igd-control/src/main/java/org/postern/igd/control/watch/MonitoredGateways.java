// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.monitoring.MonitoredGateway;

import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateways under watch, by description URL; a bounded number, and of each host. */
final class MonitoredGateways {
    private static final int MAX = 16;

    /** A box has a handful of descriptions (quirk S4); one must not crowd the others out. */
    private static final int MAX_OF_HOST = 8;

    private final Map<URI, MonitoredGateway> gateways = new LinkedHashMap<>();

    boolean isEmpty() {
        return gateways.isEmpty();
    }

    Optional<MonitoredGateway> at(URI url) {
        return Optional.ofNullable(gateways.get(url));
    }

    boolean hasRoom(InetAddress host) {
        long ofHost = all().stream().filter(each -> each.identity().host().equals(host)).count();
        return gateways.size() < MAX && ofHost < MAX_OF_HOST;
    }

    void put(MonitoredGateway gateway) {
        gateways.put(gateway.identity().url(), gateway);
    }

    /** Not when another has its place by now. */
    void remove(MonitoredGateway gateway) {
        gateways.remove(gateway.identity().url(), gateway);
    }

    /** Those that are likely the same router at another place. */
    List<MonitoredGateway> relatives(Assessment device) {
        return all().stream()
                .filter(each -> !each.identity().url().equals(device.location().url()))
                .filter(each -> each.identity().router().matches(device))
                .toList();
    }

    /** Those that an announcement is about. */
    List<MonitoredGateway> meantBy(Announcement announcement) {
        return all().stream().filter(each -> each.identity().isMeantBy(announcement)).toList();
    }

    List<MonitoredGateway> all() {
        return List.copyOf(gateways.values());
    }
}
