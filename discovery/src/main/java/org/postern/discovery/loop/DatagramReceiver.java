// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.loop;

import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.ssdp.SsdpMessage;

import java.net.InetAddress;

/** Takes what arrives on a socket. All calls come from the selector thread. */
public interface DatagramReceiver {
    /** A link-local sender is not yet scoped by name; the path is where the message arrived. */
    void receive(SsdpMessage message, InetAddress sender, NetworkPath path);

    /** Counts a datagram that cannot be used. */
    void discard(InetAddress sender, String reason);

    /** Reports a failure to the listener, once per reason. */
    void failed(String reason);
}
