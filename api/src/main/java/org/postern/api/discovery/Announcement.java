// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An announcement that a device multicast by itself: a NOTIFY (UDA 1.1 section 1.2, UDA 2.0 section
 * 1.2). None of it is to be trusted; control characters are removed.
 *
 * @param kind alive, byebye or update
 * @param usn the unique service name; opaque (quirk S20), may be empty
 * @param target the NT; may be empty
 * @param location where the device says its description is; empty in a byebye, and where it cannot
 *     be used
 * @param maxAge how long the statement holds; zero in a byebye
 * @param bootId BOOTID.UPNP.ORG, of an update the one to come; grows when the device restarts
 * @param configId CONFIGID.UPNP.ORG; another one means another description
 * @param sender the address it came from, and the only one the device can speak for; over IPv6
 *     link-local with its scope
 */
public record Announcement(
        Kind kind,
        String usn,
        String target,
        Optional<URI> location,
        Duration maxAge,
        OptionalLong bootId,
        OptionalLong configId,
        InetAddress sender) {

    /** The NTS of a NOTIFY. */
    public enum Kind {
        /** The device is present. */
        ALIVE,
        /** The device leaves. */
        BYEBYE,
        /** The device is about to change its boot id. */
        UPDATE
    }
}
