// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import org.postern.simulator.description.DeviceModel;

import java.time.Duration;
import java.util.List;

/**
 * What is announced.
 *
 * @param root the tree
 * @param bootId grows with each start (UDA 1.1, section 1.2.2)
 * @param configId changes with the description
 * @param maxAge how long an announcement holds
 */
public record Announced(DeviceModel root, int bootId, int configId, Duration maxAge) {
    List<Target> targets() {
        return Target.of(root);
    }
}
