// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.finder.GatewayQuery;
import org.postern.api.upnp.DeviceDescription;
import org.postern.igd.control.description.WanServices;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.util.Locale;

/**
 * The gateway that a user asked for.
 *
 * @param text a UDN, an address or a name; empty for any gateway
 */
public record WantedGateway(String text) {
    /** Whichever is best. */
    public static final WantedGateway ANY = new WantedGateway("");

    /** What devices are held against. Not a URL: whatever is read there is wanted. */
    public static WantedGateway of(GatewayQuery query) {
        return query.wanted().contains("://") ? ANY : new WantedGateway(query.wanted());
    }

    public boolean any() {
        return text.isEmpty();
    }

    /** Whether it is a host with a port or a path, as in a URL whose scheme was forgotten. */
    public boolean resemblesUrl() {
        int colon = text.lastIndexOf(':');
        return text.indexOf('/') > 0
                || colon > 0
                        && text.indexOf(':') == colon
                        && text.indexOf('.') > 0
                        && text.substring(colon + 1).chars().allMatch(Character::isDigit);
    }

    /** Whether any will do, or the address or one of the names of the device matches. */
    public boolean is(Assessment device) {
        return any()
                || isAt(device)
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

    private boolean isAt(Assessment device) {
        return device.wan().isPresent()
                && AddressLiteral.parse(text)
                        .filter(device.location().address()::equals)
                        .isPresent();
    }

    /** Users leave "uuid:" out. */
    private static String bare(String udn) {
        String lower = udn.toLowerCase(Locale.ROOT);
        return lower.startsWith("uuid:") ? lower.substring("uuid:".length()) : lower;
    }
}
