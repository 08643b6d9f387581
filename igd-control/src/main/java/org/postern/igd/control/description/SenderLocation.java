// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import org.postern.igd.control.internal.address.AddressLiteral;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

/**
 * Corrects locations that lead nowhere by the address that they came from, for which a device may
 * always speak: those that name loopback or no address at all (quirk S13), and over IPv4 one of
 * IPv6 (quirks S14 and S17). Routers serve one port on all their addresses.
 */
final class SenderLocation {
    private static final Logger LOG = System.getLogger("org.postern.igd-control");

    private SenderLocation() {}

    static URI corrected(URI claimed, InetAddress sender) {
        boolean wellFormed = claimed.getHost() != null && claimed.getRawUserInfo() == null;
        if (!wellFormed || !leadsNowhere(claimed, sender)) {
            return claimed;
        }
        URI own = at(sender, claimed);
        LOG.log(
                Level.DEBUG,
                () -> "The location " + claimed + " leads nowhere; trying " + own + " instead.");
        return own;
    }

    private static boolean leadsNowhere(URI claimed, InetAddress sender) {
        return AddressLiteral.parse(claimed.getHost())
                .filter(
                        named ->
                                named.isAnyLocalAddress()
                                        || named.isLoopbackAddress() && !sender.isLoopbackAddress()
                                        || named instanceof Inet6Address
                                                && sender instanceof Inet4Address)
                .isPresent();
    }

    private static URI at(InetAddress sender, URI claimed) {
        String plain = sender.getHostAddress().replaceFirst("%.*", "");
        String host = sender instanceof Inet6Address ? "[" + plain + "]" : plain;
        String port = claimed.getPort() < 0 ? "" : ":" + claimed.getPort();
        String query = claimed.getRawQuery() == null ? "" : "?" + claimed.getRawQuery();
        return URI.create(claimed.getScheme() + "://" + host + port + claimed.getRawPath() + query);
    }
}
