package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.igd.control.net.AddressLiteral;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * The gateway that a user asked for.
 *
 * @param text a UDN or an address; empty for any gateway
 */
record WantedGateway(String text) {
    boolean any() {
        return text.isEmpty();
    }

    boolean is(IgdDevice device) {
        return any() || byAddress(device) || byUdn(device);
    }

    private boolean byAddress(IgdDevice device) {
        return AddressLiteral.parse(text)
                .flatMap(wanted -> address(device).map(wanted::equals))
                .orElse(false);
    }

    private static Optional<InetAddress> address(IgdDevice device) {
        return device.verdict().gateway().map(Gateway::info).map(info -> info.address());
    }

    private boolean byUdn(IgdDevice device) {
        return device.description().stream()
                .flatMap(root -> root.tree())
                .anyMatch(each -> bare(each.udn()).equals(bare(text)));
    }

    /** Users leave "uuid:" out. */
    private static String bare(String udn) {
        String lower = udn.toLowerCase(Locale.ROOT);
        return lower.startsWith("uuid:") ? lower.substring("uuid:".length()) : lower;
    }
}
