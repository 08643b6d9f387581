// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.igd.control.internal.address.UrlHost;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;

/**
 * Corrects locations that name another host by the address that they came from, for which a device
 * may always speak: those that name loopback or no address at all (quirk S13), over IPv4 one of
 * IPv6 (quirks S14 and S17), or another address of the router, be it one that it had before, that
 * of a bridge, or one that this machine has no route to (quirk S28). Routers serve one port on all
 * their addresses. Nothing is ever sent to the host that was named.
 */
final class SenderLocation {
    private SenderLocation() {}

    static URI corrected(URI claimed, InetAddress sender) {
        boolean wellFormed = claimed.getHost() != null && claimed.getRawUserInfo() == null;
        if (!wellFormed || Peer.isOwn(claimed.getHost(), sender)) {
            return claimed;
        }
        URI own = UrlHost.replaced(claimed, sender);
        LOG.log(
                Level.DEBUG,
                () -> "The location " + claimed + " names another host; trying " + own + ".");
        return own;
    }
}
