// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;

/** Tells whether somebody has an address of the local network, E14. */
@FunctionalInterface
public interface HolderLookup {
    /**
     * Looks.
     *
     * @param host an address of IPv4
     * @param limit when it ends at the latest
     * @return not measured also on interrupt, whose status is kept
     */
    Neighbour look(InetAddress host, TimeLimit limit);
}
