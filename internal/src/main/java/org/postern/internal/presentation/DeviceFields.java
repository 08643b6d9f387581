// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.jspecify.annotations.Nullable;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.UpnpDevice;
import org.postern.internal.json.JsonFields;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The facts of a device that answered a search, as JSON has them. What is not known is null. */
public final class DeviceFields {
    private DeviceFields() {}

    public static Map<String, @Nullable Object> of(UpnpDevice device) {
        return new JsonFields()
                .put("descriptionUrl", device.descriptionUrl())
                .putText("searchTarget", device.searchTarget())
                .putText("usn", device.usn())
                .put("udn", described(device, DeviceDescription::udn))
                .put("friendlyName", described(device, DeviceDescription::friendlyName))
                .put("manufacturer", described(device, DeviceDescription::manufacturer))
                .put("modelName", described(device, DeviceDescription::modelName))
                .put("deviceType", described(device, DeviceDescription::deviceType))
                .put("igdStatus", device.igdStatus())
                .put("validGateway", device.validGateway())
                .put("controlUrl", device.controlUrl())
                .put("serviceType", device.serviceType())
                .put("localAddress", device.localAddress())
                .map();
    }

    private static Optional<String> described(
            UpnpDevice device, Function<DeviceDescription, String> fact) {
        return device.description().map(fact).filter(text -> !text.isEmpty());
    }
}
