// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import java.net.InetAddress;
import java.net.URI;

/**
 * Where a device was found.
 *
 * @param url of its description
 * @param peer the host that it may speak for
 * @param foundBy for messages: the name of a discovery strategy, or "its URL"
 */
public record DeviceLocation(URI url, Peer peer, String foundBy) {
    /**
     * The location that a device claims, which must be one that it may speak for; corrected where
     * it names the device itself by an address that leads nowhere.
     */
    public static DeviceLocation of(URI claimed, InetAddress sender, String foundBy)
            throws RefusedUrlException {
        URI url = SenderLocation.corrected(claimed, sender);
        return new DeviceLocation(url, Peer.of(url, sender), foundBy);
    }

    /** Where connections go. */
    public InetAddress address() {
        return peer.address();
    }
}
