// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import org.postern.simulator.description.DeviceModel;

import java.time.Duration;
import java.util.List;

/**
 * A device that is announced.
 *
 * @param root the tree
 * @param bootId grows with each start (UDA 1.1, section 1.2.2)
 * @param configId changes with the description
 * @param maxAge lifetime of an announcement
 */
public record AnnouncedDevice(DeviceModel root, int bootId, int configId, Duration maxAge) {
    List<SearchTarget> targets() {
        return SearchTarget.of(root);
    }
}
