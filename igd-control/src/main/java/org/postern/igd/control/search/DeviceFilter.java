// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.Upnp;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which devices a search is after.
 *
 * @param text a case-sensitive part of a search target or device type; empty for every device
 */
public record DeviceFilter(String text) {
    private static final String ALL = "ssdp:all";
    private static final String ROOT = "upnp:rootdevice";

    /**
     * A box that answers ssdp:all with its first description only still answers to its services'
     * names (quirk S1).
     */
    private static final List<String> GATEWAYS =
            List.of(
                    "urn:schemas-upnp-org:device:InternetGatewayDevice:1",
                    "urn:schemas-upnp-org:device:InternetGatewayDevice:2",
                    "urn:schemas-upnp-org:service:WANIPConnection:1",
                    "urn:schemas-upnp-org:service:WANPPPConnection:1",
                    ROOT);

    /** Internet gateways. */
    public static final DeviceFilter INTERNET_GATEWAYS = new DeviceFilter(Upnp.DEFAULT_FILTER);

    boolean isForGateways() {
        return equals(INTERNET_GATEWAYS);
    }

    /** The search targets to ask for. */
    List<String> searchTargets() {
        if (GATEWAYS.get(0).contains(text) && !text.isEmpty()) {
            return GATEWAYS;
        }
        boolean target = text.startsWith("urn:") || text.startsWith("uuid:");
        return target ? List.of(text, ALL, ROOT) : List.of(ALL, ROOT);
    }

    boolean passes(Collection<String> answeredTargets, Optional<DeviceDescription> description) {
        return answeredTargets.stream().anyMatch(this::matches)
                || description.stream()
                        .flatMap(DeviceDescription::tree)
                        .anyMatch(each -> matches(each.deviceType()));
    }

    /** Whether a search target or device type, as a device said it, is searched for. */
    public boolean matches(String targetOrType) {
        return targetOrType.contains(text);
    }
}
