// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What searches found, on all interfaces.
 *
 * @param answers who answered searches over SSDP, E8; the first answer of each description
 * @param devices what became of the descriptions, E10, and of known URLs at the default gateways
 *     where no gateway answered, E7
 * @param gateways all that can be used, over any control protocol; that which the other calls
 *     would use first
 * @param protocolsThatAnswered names of the control protocols other than UPnP that answered, even
 *     where they cannot be used, E5
 * @param dropped what arrived while searching and was given to nobody, E9
 * @param announcementPort the program that keeps UDP port 1900 to itself, its name and number where
 *     they may be read; empty where announcements are heard
 */
public record Searching(
        List<SearchAnswer> answers,
        List<DeviceRead> devices,
        List<GatewaySeen> gateways,
        List<String> protocolsThatAnswered,
        DroppedPackets dropped,
        Optional<String> announcementPort) {
    public Searching {
        answers = List.copyOf(answers);
        devices = List.copyOf(devices);
        gateways = List.copyOf(gateways);
        protocolsThatAnswered = List.copyOf(protocolsThatAnswered);
    }

    /**
     * An answer to a search.
     *
     * @param sender who answered
     * @param location the URL of the description that it named
     * @param afterMillis since the first datagram of the search
     * @param unicast whether it was asked directly, not by multicast
     * @param gateway whether it calls itself an internet gateway
     */
    public record SearchAnswer(
            InetAddress sender, URI location, long afterMillis, boolean unicast, boolean gateway) {
        /** Whether the description is on another host, which is refused for safety. */
        public boolean foreignLocation() {
            String host = location.getHost();
            return host != null && !host.equals(sender.getHostAddress());
        }
    }
}
