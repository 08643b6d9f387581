// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.igd.control.description.Peer;
import org.postern.igd.control.description.RefusedUrlException;

import java.net.InetAddress;
import java.net.URI;

/**
 * Where a device was found.
 *
 * @param location its description's URL
 * @param peer the host it speaks for
 * @param foundBy how, for messages: a strategy's name, or "its URL"
 */
public record Origin(URI location, Peer peer, String foundBy) {
    /**
     * Where a device says that its description is, mended where that cannot be meant for others.
     *
     * @param location as it said
     * @param sender the address it said so from
     * @param foundBy how, for messages
     * @return a place that it may speak for
     * @throws RefusedUrlException when the location leads elsewhere
     */
    public static Origin of(URI location, InetAddress sender, String foundBy)
            throws RefusedUrlException {
        URI mended = SenderLocation.mended(location, sender);
        return new Origin(mended, Peer.of(mended, sender), foundBy);
    }
}
