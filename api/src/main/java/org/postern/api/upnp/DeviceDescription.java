// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import java.util.List;
import java.util.stream.Stream;

/**
 * A device and what is embedded in it (UDA 1.1 section 2.3), in document order. Text is trimmed and
 * free of control characters; what is missing is empty.
 *
 * @param deviceType such as {@code urn:schemas-upnp-org:device:InternetGatewayDevice:1}
 * @param friendlyName the name for people
 * @param manufacturer the maker
 * @param modelName the model
 * @param udn the unique device name, opaque text
 * @param services the device's own services
 * @param devices the embedded devices
 */
public record DeviceDescription(
        String deviceType,
        String friendlyName,
        String manufacturer,
        String modelName,
        String udn,
        List<ServiceDescription> services,
        List<DeviceDescription> devices) {
    /** Copies the lists. */
    public DeviceDescription {
        services = List.copyOf(services);
        devices = List.copyOf(devices);
    }

    /**
     * This device and all embedded ones, in document order.
     *
     * @return at least this device
     */
    public Stream<DeviceDescription> tree() {
        return Stream.concat(Stream.of(this), devices.stream().flatMap(DeviceDescription::tree));
    }

    /**
     * The services of this device and all embedded ones, in document order.
     *
     * @return possibly none
     */
    public Stream<ServiceDescription> allServices() {
        return tree().flatMap(device -> device.services().stream());
    }
}
