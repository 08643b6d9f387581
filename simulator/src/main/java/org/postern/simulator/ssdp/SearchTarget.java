// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.description.ServiceModel;
import org.postern.simulator.description.Urns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Can be searched for and is announced: a type as in NT and ST, and the UDN of its device. */
public record SearchTarget(String type, String udn) {
    /** All targets of a tree, in the order of UDA 1.1, section 1.2.2. */
    static List<SearchTarget> of(DeviceModel root) {
        List<SearchTarget> targets = new ArrayList<>();
        targets.add(new SearchTarget("upnp:rootdevice", root.udn()));
        root.tree()
                .forEach(
                        device -> {
                            targets.add(new SearchTarget(device.udn(), device.udn()));
                            targets.add(new SearchTarget(device.type(), device.udn()));
                            for (ServiceModel service : device.services()) {
                                targets.add(new SearchTarget(service.type(), device.udn()));
                            }
                        });
        return List.copyOf(targets);
    }

    /** This target as it answers the search, in the version that was asked for. */
    Optional<SearchTarget> answering(String asked) {
        if (asked.equals("ssdp:all") || asked.equals(type)) {
            return Optional.of(this);
        }
        boolean earlier = type.startsWith("urn:") && Urns.sameTypeNotNewer(asked, type);
        return earlier ? Optional.of(new SearchTarget(asked, udn)) : Optional.empty();
    }

    public String usn() {
        return type.equals(udn) ? udn : udn + "::" + type;
    }
}
