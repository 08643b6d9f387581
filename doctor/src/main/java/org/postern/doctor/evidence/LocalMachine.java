// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;

import java.util.List;
import java.util.Set;

/**
 * This machine.
 *
 * @param interfaces all but loopback, E1
 * @param wayOut how it reaches the internet, E3; where a gateway was chosen, from the address that
 *     this gateway forwards to
 * @param containerMarks what marks a container, E24, such as {@code /.dockerenv}; the gateway's
 *     marks are with {@link NextHop}
 * @param firewalls names of firewalls that are active here as far as it may be read, E17, such as
 *     {@code ufw}; hints for the words alone
 */
public record LocalMachine(
        List<HostInterface> interfaces,
        WayOut wayOut,
        Set<String> containerMarks,
        List<String> firewalls) {
    public LocalMachine {
        interfaces = List.copyOf(interfaces);
        containerMarks = Set.copyOf(containerMarks);
        firewalls = List.copyOf(firewalls);
    }

    /** The same with another way out. */
    public LocalMachine leaving(WayOut other) {
        return new LocalMachine(interfaces, other, containerMarks, firewalls);
    }
}
