// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.search.AdvertisedDevice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides which devices are watched, and when: a valid gateway and one that was watched before at
 * once, one that only will do when there is none better after a search. Others are remembered, since
 * they may become gateways.
 */
final class DeviceSelection {
    private static final int MAX_DEFERRED = 16;

    private final WatchTarget target;
    private final GatewayRegistry registry;
    private final Consumer<AdvertisedDevice> selected;

    /** Those that will do when there is none better. */
    private final List<AdvertisedDevice> deferred = new ArrayList<>();

    DeviceSelection(
            WatchTarget target, GatewayRegistry registry, Consumer<AdvertisedDevice> selected) {
        this.target = target;
        this.registry = registry;
        this.selected = selected;
    }

    /** Takes a device that is wanted and not watched. */
    void add(AdvertisedDevice device) {
        Assessment assessment = device.assessment();
        boolean returned = registry.wasGateway(assessment) && assessment.answers();
        boolean valid = assessment.isValid() && (!assessment.isLastResort() || target.isSingle());
        if (valid || returned) {
            selected.accept(device);
        } else if (!assessment.isUsable()) {
            registry.rememberCandidate(assessment);
        } else if (deferred.size() < MAX_DEFERRED) {
            deferred.add(device);
        }
    }

    /** A search is over. */
    void searched() {
        List<AdvertisedDevice> left = List.copyOf(deferred);
        deferred.clear();
        for (AdvertisedDevice each : left) {
            boolean there = registry.at(each.assessment().location().url()).isPresent();
            if (!there && (each.assessment().isLastResort() || registry.isEmpty())) {
                selected.accept(each);
            }
        }
    }
}
