// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.description.ServiceModel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

public final class IgdTree {
    private static final String WAN_CONNECTION_DEVICE =
            "urn:schemas-upnp-org:device:WANConnectionDevice:";

    private IgdTree() {}

    /**
     * The version, 1 or 2, is that of all devices and of WANIPConnection. The UDN is the root's;
     * those of embedded devices are derived from it, and so are as stable. The further services are
     * those of the connection beside WANIPConnection.
     */
    public static DeviceModel of(
            int version, String udn, String friendlyName, List<ServiceModel> further) {
        List<ServiceModel> services = new ArrayList<>();
        services.add(WanConnectionModel.service(version));
        services.addAll(further);
        DeviceModel connection =
                new DeviceModel(
                        WAN_CONNECTION_DEVICE + version,
                        derived(udn, "WANConnectionDevice"),
                        "WAN connection",
                        services,
                        List.of());
        DeviceModel wan =
                new DeviceModel(
                        "urn:schemas-upnp-org:device:WANDevice:" + version,
                        derived(udn, "WANDevice"),
                        "WAN",
                        List.of(WanCommonModel.service()),
                        List.of(connection));
        return new DeviceModel(
                "urn:schemas-upnp-org:device:InternetGatewayDevice:" + version,
                udn,
                friendlyName,
                List.of(),
                List.of(wan));
    }

    /** Whether this is the embedded device with the connection services. */
    public static boolean isWanConnectionDevice(DeviceModel device) {
        return device.type().startsWith(WAN_CONNECTION_DEVICE);
    }

    private static String derived(String udn, String part) {
        byte[] name = (udn + "/" + part).getBytes(StandardCharsets.UTF_8);
        return "uuid:" + UUID.nameUUIDFromBytes(name);
    }
}
