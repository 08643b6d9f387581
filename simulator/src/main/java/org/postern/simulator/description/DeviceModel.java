// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A device with its services and the devices inside it. The type is a URN with version, the UDN has
 * the prefix {@code uuid:}.
 */
public record DeviceModel(
        String type,
        String udn,
        String friendlyName,
        List<ServiceModel> services,
        List<DeviceModel> devices) {

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

    /** This tree with every device of it changed, the innermost first. */
    public DeviceModel with(UnaryOperator<DeviceModel> change) {
        return change.apply(
                withDevices(devices.stream().map(device -> device.with(change)).toList()));
    }

    /** This tree with a beginning before the paths of all services; empty: none. */
    public DeviceModel under(String path) {
        return path.isEmpty()
                ? this
                : with(
                        device ->
                                device.withServices(
                                        device.services.stream()
                                                .map(s -> s.at(path.substring(1) + "/" + s.path()))
                                                .toList()));
    }

    public DeviceModel withServices(List<ServiceModel> others) {
        return new DeviceModel(type, udn, friendlyName, others, devices);
    }

    public DeviceModel withDevices(List<DeviceModel> others) {
        return new DeviceModel(type, udn, friendlyName, services, others);
    }

    public DeviceModel as(String otherType, String otherUdn) {
        return new DeviceModel(otherType, otherUdn, friendlyName, services, devices);
    }
}
