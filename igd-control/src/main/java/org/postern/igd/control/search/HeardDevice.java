// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.Advertisement;
import org.postern.igd.control.description.Peer;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/** A description that somebody announced, with all the targets it was announced under. */
final class HeardDevice {
    /** An IGD answers under a dozen targets. */
    private static final int MAX_TARGETS = 32;

    private final DeviceReading reading;
    private final Origin origin;
    private final Advertisement first;
    private final Set<String> targets = new LinkedHashSet<>();

    HeardDevice(DeviceReading reading, Origin origin, Advertisement first) {
        this.reading = reading;
        this.origin = origin;
        this.first = first;
    }

    DeviceReading reading() {
        return reading;
    }

    boolean speaksFor(Peer other) {
        return origin.peer().equals(other);
    }

    /** By address: one host can be spelled in many ways. */
    boolean isAt(InetAddress address) {
        return origin.peer().address().equals(address);
    }

    /** Whether a strategy was the first to tell of it. */
    boolean heardBy(String strategy) {
        return origin.foundBy().equals(strategy);
    }

    void heardUnder(String searchTarget) {
        if (targets.size() < MAX_TARGETS) {
            targets.add(searchTarget);
        }
    }

    boolean passes(Filter filter) {
        return filter.passes(targets, reading.current());
    }

    /** As far as it is read, under the first target that the search is after. */
    IgdDevice listed(Filter filter) {
        String target =
                targets.stream()
                        .filter(filter::matches)
                        .findFirst()
                        .orElseGet(() -> targets.iterator().next());
        return reading.current().answering(target, first.usn());
    }

    /** As far as it is read, with what it said of its life. */
    Sighting sighting() {
        return new Sighting(
                reading.forWatch(),
                first.sender(),
                first.maxAge(),
                first.bootId(),
                OptionalLong.empty());
    }
}
