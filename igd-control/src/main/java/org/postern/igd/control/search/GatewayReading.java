// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.upnp.DeviceDescription;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A device as somebody reads it who waits for gateways.
 *
 * @param origin where it was read
 * @param worth what it is
 * @param wanted whether it is the one that was asked for, or any will do
 * @param root its description; empty when that could not be read
 * @param services all WAN services that it may be controlled by
 * @param wan the one that was chosen; empty when there is none
 * @param says one sentence: why it is worth what it is
 */
public record GatewayReading(
        Origin origin,
        Worth worth,
        boolean wanted,
        Optional<DeviceDescription> root,
        List<WanService> services,
        Optional<WanSide> wan,
        String says) {
    /** Copies the list. */
    public GatewayReading {
        services = List.copyOf(services);
    }

    /**
     * The unique names of the device and all embedded ones.
     *
     * @return none when the description could not be read
     */
    public Set<String> udns() {
        return root.stream()
                .flatMap(DeviceDescription::tree)
                .map(DeviceDescription::udn)
                .filter(udn -> !udn.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }
}
