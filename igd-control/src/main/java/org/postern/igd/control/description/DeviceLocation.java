// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Where a device was found.
 *
 * @param url of its description
 * @param peer the host that it may speak for
 * @param foundBy for messages: the name of a discovery strategy, or "its URL"
 * @param named the URL that it gave, where that names another host
 */
public record DeviceLocation(URI url, Peer peer, String foundBy, Optional<URI> named) {
    /** A URL that names the host where the device is. */
    public DeviceLocation(URI url, Peer peer, String foundBy) {
        this(url, peer, foundBy, Optional.empty());
    }

    /**
     * The location that a device claims; if it names another host, the same at the address that the
     * device answered from.
     */
    public static DeviceLocation of(URI claimed, InetAddress sender, String foundBy)
            throws RefusedUrlException {
        URI url = SenderLocation.corrected(claimed, sender);
        return new DeviceLocation(
                url,
                Peer.of(url, sender),
                foundBy,
                url.equals(claimed) ? Optional.empty() : Optional.of(claimed));
    }

    /** Where connections go. */
    public InetAddress address() {
        return peer.address();
    }
}
