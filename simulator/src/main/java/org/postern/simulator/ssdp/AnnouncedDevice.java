// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import org.postern.simulator.description.DeviceModel;

import java.time.Duration;
import java.util.List;

/**
 * A device that is announced. The boot id grows with each start (UDA 1.1, section 1.2.2), the
 * config id changes with the description; an announcement lasts for {@code maxAge}.
 */
public record AnnouncedDevice(DeviceModel root, int bootId, int configId, Duration maxAge) {
    List<SearchTarget> targets() {
        return SearchTarget.of(root);
    }
}
