// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.NextHop.Neighbour;

/**
 * What ARP tells of an address.
 *
 * @param neighbour whether somebody has it
 * @param hardwareAddress in lower case, with colons; empty where it is not known
 */
record NeighbourStatus(Neighbour neighbour, String hardwareAddress) {
    static final NeighbourStatus NOT_MEASURED = new NeighbourStatus(Neighbour.NOT_MEASURED, "");
    static final NeighbourStatus ABSENT = new NeighbourStatus(Neighbour.ABSENT, "");

    /** The first bytes that Docker gives to its bridges and containers. */
    private static final String DOCKER = "02:42:";

    boolean hasDockerMark() {
        return hardwareAddress.startsWith(DOCKER);
    }
}
