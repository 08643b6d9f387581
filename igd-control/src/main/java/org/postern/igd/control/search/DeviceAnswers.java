// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.DeviceAssessor;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.Peer;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/** The answers to a search that lead to one description, and what is known of the device there. */
final class DeviceAnswers {
    /** The best first. */
    static final Comparator<DeviceAnswers> BEST_FIRST = DeviceAnswers::compare;

    /** An IGD answers under a dozen targets. */
    private static final int MAX_TARGETS = 32;

    private final DeviceAssessor assessor;
    private final DeviceLocation location;
    private final Advertisement first;
    private final Set<String> targets = new LinkedHashSet<>();

    /** Whether it answered to a search that only default gateways are sent. */
    private boolean isDefaultGateway;

    DeviceAnswers(DeviceAssessor assessor, DeviceLocation location, Advertisement first) {
        this.assessor = assessor;
        this.location = location;
        this.first = first;
    }

    /**
     * Valid gateways first; those with the old services only as a last resort; of equals a default
     * gateway (quirk S30).
     */
    private static int compare(DeviceAnswers one, DeviceAnswers other) {
        int order = compare(one.assessment(), other.assessment());
        return order == 0 ? Boolean.compare(other.isDefaultGateway, one.isDefaultGateway) : order;
    }

    static int compare(Assessment one, Assessment other) {
        int order = Boolean.compare(other.isValid(), one.isValid());
        order = order == 0 ? Boolean.compare(one.isLastResort(), other.isLastResort()) : order;
        return order == 0 ? one.standing().compareTo(other.standing()) : order;
    }

    DeviceAssessor assessor() {
        return assessor;
    }

    /** As far as it is known. */
    Assessment assessment() {
        return assessor.current();
    }

    boolean speaksFor(Peer other) {
        return location.peer().isSame(other);
    }

    /** By address: one host can be spelled in many ways. */
    boolean isAt(InetAddress address) {
        return location.address().equals(address);
    }

    /** Whether a strategy was the first to find it. */
    boolean isFoundBy(String strategy) {
        return location.foundBy().equals(strategy);
    }

    void add(Advertisement answer) {
        isDefaultGateway |= answer.strategy().equals(DiscoveryStrategy.UNICAST);
        if (targets.size() < MAX_TARGETS) {
            targets.add(answer.searchTarget());
        }
    }

    boolean passes(DeviceFilter filter) {
        return filter.passes(targets, assessment().description());
    }

    /** Under the first target that the search is after. */
    ListedDevice listed(DeviceFilter filter) {
        String target =
                targets.stream()
                        .filter(filter::matches)
                        .findFirst()
                        .orElseGet(() -> targets.iterator().next());
        return new ListedDevice(assessment(), target, first.usn());
    }

    AdvertisedDevice advertised() {
        return new AdvertisedDevice(
                assessment(), first.sender(), first.maxAge(), first.bootId(), OptionalLong.empty());
    }
}
