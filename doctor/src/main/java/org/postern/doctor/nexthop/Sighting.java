// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.NextHop.Neighbour;

/**
 * What ARP tells of an address.
 *
 * @param neighbour whether somebody has it
 * @param hardwareAddress in lower case, with colons; empty where it is not known
 */
record Sighting(Neighbour neighbour, String hardwareAddress) {
    static final Sighting NOT_MEASURED = new Sighting(Neighbour.NOT_MEASURED, "");
    static final Sighting ABSENT = new Sighting(Neighbour.ABSENT, "");

    /** The first bytes that Docker gives to its bridges and containers. */
    private static final String DOCKER = "02:42:";

    boolean hasDockerMark() {
        return hardwareAddress.startsWith(DOCKER);
    }
}
