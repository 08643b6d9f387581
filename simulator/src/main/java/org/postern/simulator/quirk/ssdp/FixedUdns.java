// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.quirk.RouterHook;

import java.util.ArrayList;
import java.util.List;

/** Devices whose names were written into the firmware. */
public final class FixedUdns implements RouterHook {
    private final String udn;

    /** Takes the root's name; those inside have a number after it. */
    public FixedUdns(String udn) {
        this.udn = udn;
    }

    @Override
    public DeviceModel device(DeviceModel root) {
        return named(root, udn);
    }

    private static DeviceModel named(DeviceModel device, String udn) {
        List<DeviceModel> inside = new ArrayList<>();
        for (DeviceModel each : device.devices()) {
            inside.add(named(each, udn + inside.size()));
        }
        return new DeviceModel(
                device.type(), udn, device.friendlyName(), device.services(), inside);
    }
}
