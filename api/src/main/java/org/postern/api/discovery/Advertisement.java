// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a device said about itself in an answer to a search or in an announcement (UDA 1.1 sections
 * 1.2.2 and 1.3.3). None of it is to be trusted; control characters are removed.
 *
 * @param strategy the name of the strategy that heard it
 * @param usn the unique service name; opaque (quirk S20), may be empty
 * @param searchTarget the ST of an answer, or the NT of an announcement; may be empty
 * @param location where the device says its description is
 * @param maxAge how long the statement holds
 * @param bootId grows when the device restarts; empty when not sent
 * @param sender the address it came from, and the only one the device can speak for; over IPv6
 *     link-local with its scope
 */
public record Advertisement(
        String strategy,
        String usn,
        String searchTarget,
        URI location,
        Duration maxAge,
        OptionalLong bootId,
        InetAddress sender) {
    private static final String GATEWAY = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";

    /** The least that a device should send (UDA 1.1 section 1.2.2). */
    private static final Duration USUAL_MAX_AGE = Duration.ofMinutes(30);

    /**
     * A gateway that was found without SSDP.
     *
     * @param strategy the name of the strategy
     * @param location where the description is
     * @param sender the host of the location, an address of the family that is searched for
     * @return with an empty USN, without a boot ID, and for 30 minutes
     */
    public static Advertisement of(String strategy, URI location, InetAddress sender) {
        return new Advertisement(
                strategy, "", GATEWAY, location, USUAL_MAX_AGE, OptionalLong.empty(), sender);
    }
}
