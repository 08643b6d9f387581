// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.control.Standing;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.description.DeviceLocation;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of a device: its description, and how good its WAN services are for opening ports.
 *
 * @param location where it was found
 * @param description empty when it could not be read
 * @param localAddress this machine's address on the connection to it; empty when none came about
 * @param services the WAN services that it may be controlled by, in document order
 * @param wan the chosen one, usable or not; empty without one, and until one has answered or failed
 * @param standing how good the chosen one is
 * @param status the same in the words of the reference
 * @param explanation one sentence: why
 * @param warnings one sentence each for the user of the gateway
 * @param otherServices one sentence for each service that was not chosen
 * @param failure why the description could not be read; empty when it could, or did not come in time
 */
public record Assessment(
        DeviceLocation location,
        Optional<DeviceDescription> description,
        Optional<InetAddress> localAddress,
        List<ServiceDescription> services,
        Optional<WanConnection> wan,
        Standing standing,
        IgdStatus status,
        String explanation,
        List<String> warnings,
        List<String> otherServices,
        Optional<GatewayException> failure) {
    /** Copies the lists. */
    public Assessment {
        services = List.copyOf(services);
        warnings = List.copyOf(warnings);
        otherServices = List.copyOf(otherServices);
    }

    /** Of a device whose description was not read. */
    public static Assessment unread(
            DeviceLocation location,
            IgdStatus status,
            String explanation,
            Optional<GatewayException> failure) {
        return withoutService(
                location, Optional.empty(), Optional.empty(), status, explanation, failure);
    }

    static Assessment withoutService(
            DeviceLocation location,
            Optional<DeviceDescription> description,
            Optional<InetAddress> localAddress,
            IgdStatus status,
            String explanation,
            Optional<GatewayException> failure) {
        return new Assessment(
                location,
                description,
                localAddress,
                List.of(),
                Optional.empty(),
                Standing.SILENT,
                status,
                explanation,
                List.of(),
                List.of(),
                failure);
    }

    /**
     * The gateway that the chosen service makes of the device, usable or not; empty without a
     * service.
     */
    public Optional<Gateway> gateway() {
        return wan.isPresent() ? Optional.of(wan.get().gateway()) : Optional.empty();
    }

    /** Whether ports can be opened on it: a gateway that is connected as far as it says. */
    public boolean isValid() {
        return wan.isPresent() && standing.valid();
    }

    /** Whether it may work, and is worth a try when there is nothing valid. */
    public boolean isUsable() {
        return wan.isPresent() && standing.usable();
    }

    /** Whether it has a WAN service that answers, usable or not. */
    public boolean answers() {
        return wan.isPresent() && standing != Standing.SILENT;
    }

    /**
     * Whether it is only to be taken when there is no other: it has the old dslforum services
     * alone.
     */
    public boolean isLastResort() {
        return status == IgdStatus.UNKNOWN_DEVICE;
    }

    /**
     * The router behind it, if it tells its external address: some have two descriptions with other
     * UDNs (quirk S31).
     */
    public Optional<RouterPlace> place() {
        if (wan.isEmpty() || wan.get().addressFound().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RouterPlace.of(wan.get().gateway(), wan.get().addressFound().get()));
    }

    /**
     * Those of the device and of the devices embedded in it; none when the description was not
     * read.
     */
    public Set<String> udns() {
        return description.stream()
                .flatMap(DeviceDescription::tree)
                .map(DeviceDescription::udn)
                .filter(udn -> !udn.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The name to show to people: the device's own, or its host. */
    public String shownName() {
        String name = description.isPresent() ? description.get().friendlyName() : "";
        return name.isEmpty() ? String.valueOf(location.url().getHost()) : name;
    }
}
