// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.announcements;

import org.postern.api.discovery.Announcement;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.description.DeviceLocation;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a router is recognised by, here or at another place.
 *
 * @param location where it was found
 * @param udns of all its devices
 * @param senders the addresses it was heard from
 * @param proven whether it was a gateway; otherwise it may become one
 */
public record KnownRouter(
        DeviceLocation location, Set<String> udns, Set<InetAddress> senders, boolean proven) {
    /** Compares UDNs without regard to case. */
    public KnownRouter {
        udns = udns.stream().map(KnownRouter::lower).collect(Collectors.toUnmodifiableSet());
        senders = Set.copyOf(senders);
    }

    public URI url() {
        return location.url();
    }

    /**
     * Whether a device is likely the same router: at the same URL, or at the same address and with
     * a UDN in common.
     */
    public boolean matches(Assessment device) {
        return url().equals(device.location().url())
                || location.address().equals(device.location().address())
                        && device.udns().stream().map(KnownRouter::lower).anyMatch(udns::contains);
    }

    /**
     * Whether an announcement of one of its senders carries its name, or where the USN is odd
     * (quirk S20) its URL.
     */
    public boolean isNamedIn(Announcement announcement) {
        String usn = announcement.usn();
        int end = usn.indexOf("::");
        String udn = end < 0 ? usn : usn.substring(0, end);
        return udns.contains(lower(udn))
                || announcement.location().filter(url()::equals).isPresent();
    }

    private static String lower(String udn) {
        return udn.toLowerCase(Locale.ROOT);
    }
}
