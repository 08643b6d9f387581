// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.description.WanServices;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * The gateway that a user asked for.
 *
 * @param text a UDN, an address or a name; empty for any gateway
 */
public record WantedGateway(String text) {
    /** Whichever is best. */
    public static final WantedGateway ANY = new WantedGateway("");

    /**
     * What a query says, but for a URL: whatever is read there is wanted.
     *
     * @param query of a user
     * @return the part of it that devices are held against
     */
    public static WantedGateway of(GatewayQuery query) {
        return query.wanted().contains("://") ? ANY : new WantedGateway(query.wanted());
    }

    boolean any() {
        return text.isEmpty();
    }

    boolean is(IgdDevice device) {
        return any()
                || byAddress(device)
                || device.description().stream()
                        .flatMap(DeviceDescription::tree)
                        .anyMatch(this::names);
    }

    /**
     * The part of a router whose WAN services are meant: routers with several lines have a device
     * for each (quirks D22, D23).
     */
    DeviceDescription narrowed(DeviceDescription root) {
        if (any() || names(root)) {
            return root;
        }
        return root.tree()
                .filter(this::names)
                .filter(device -> !WanServices.usable(device).isEmpty())
                .findFirst()
                .orElse(root);
    }

    private boolean names(DeviceDescription device) {
        return bare(device.udn()).equals(bare(text))
                || device.friendlyName().equalsIgnoreCase(text);
    }

    private boolean byAddress(IgdDevice device) {
        return AddressLiteral.parse(text)
                .flatMap(wanted -> address(device).map(wanted::equals))
                .orElse(false);
    }

    private static Optional<InetAddress> address(IgdDevice device) {
        return device.verdict().gateway().map(Gateway::info).map(info -> info.address());
    }

    /** Users leave "uuid:" out. */
    private static String bare(String udn) {
        String lower = udn.toLowerCase(Locale.ROOT);
        return lower.startsWith("uuid:") ? lower.substring("uuid:".length()) : lower;
    }
}
