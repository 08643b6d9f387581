// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.Advertisement;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

/**
 * Mends locations that cannot be meant for others, by the address that they came from. A device may
 * always speak for that one.
 */
final class SenderLocation {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.search");

    private SenderLocation() {}

    /**
     * What a device said, with its own address where it named loopback, no address at all (quirk
     * S13), or over IPv4 one of IPv6 (quirks S14 and S17). Routers serve one port on all addresses.
     */
    static Advertisement mended(Advertisement said) {
        URI location = mended(said.location(), said.sender());
        if (location.equals(said.location())) {
            return said;
        }
        return new Advertisement(
                said.strategy(),
                said.usn(),
                said.searchTarget(),
                location,
                said.maxAge(),
                said.bootId(),
                said.sender());
    }

    static URI mended(URI location, InetAddress sender) {
        boolean mendable = location.getHost() != null && location.getRawUserInfo() == null;
        if (!mendable || !meansNothing(location, sender)) {
            return location;
        }
        URI own = at(sender, location);
        LOG.log(
                Level.DEBUG,
                () -> "The location " + location + " leads nowhere; trying " + own + " instead.");
        return own;
    }

    private static boolean meansNothing(URI location, InetAddress sender) {
        return AddressLiteral.parse(location.getHost())
                .filter(
                        named ->
                                named.isAnyLocalAddress()
                                        || named.isLoopbackAddress() && !sender.isLoopbackAddress()
                                        || named instanceof Inet6Address
                                                && sender instanceof Inet4Address)
                .isPresent();
    }

    private static URI at(InetAddress sender, URI location) {
        String plain = sender.getHostAddress().replaceFirst("%.*", "");
        String host = sender instanceof Inet6Address ? "[" + plain + "]" : plain;
        String port = location.getPort() < 0 ? "" : ":" + location.getPort();
        String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
        return URI.create(
                location.getScheme() + "://" + host + port + location.getRawPath() + query);
    }
}
