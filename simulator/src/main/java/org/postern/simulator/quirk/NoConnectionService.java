// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.igd.IgdTree;

/** A gateway in name only: nothing in its tree connects to a WAN. */
public final class NoConnectionService implements RouterHook {
    @Override
    public DeviceModel device(DeviceModel root) {
        return root.without(device -> device.type().startsWith(IgdTree.WAN_CONNECTION_DEVICE));
    }
}
