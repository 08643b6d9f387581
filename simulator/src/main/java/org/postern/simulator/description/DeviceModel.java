package org.postern.simulator.description;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A device with its services and the devices inside it.
 *
 * @param type URN with version
 * @param udn with the prefix {@code uuid:}
 * @param friendlyName shown to people
 */
public record DeviceModel(
        String type,
        String udn,
        String friendlyName,
        List<ServiceModel> services,
        List<DeviceModel> devices) {

    /** Copies the lists. */
    public DeviceModel {
        services = List.copyOf(services);
        devices = List.copyOf(devices);
    }

    /** This device and all inside it, in document order. */
    public Stream<DeviceModel> tree() {
        return Stream.concat(Stream.of(this), devices.stream().flatMap(DeviceModel::tree));
    }

    /** All services of the whole tree, in document order. */
    public Stream<ServiceModel> allServices() {
        return tree().flatMap(device -> device.services().stream());
    }

    /** This tree without the embedded devices that match, and all inside them. */
    public DeviceModel without(Predicate<DeviceModel> unwanted) {
        List<DeviceModel> kept =
                devices.stream()
                        .filter(unwanted.negate())
                        .map(device -> device.without(unwanted))
                        .toList();
        return new DeviceModel(type, udn, friendlyName, services, kept);
    }
}
