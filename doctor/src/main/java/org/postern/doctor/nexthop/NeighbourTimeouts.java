// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.timing.TimeLimit;

import java.time.Duration;

/**
 * How long to wait for what ARP tells of an address that something was sent to.
 *
 * @param asked until it is certain that nobody answers
 * @param unlisted until it is certain that the system does not ask for it
 * @param stale until an entry of earlier counts, of somebody who keeps silent
 */
record NeighbourTimeouts(TimeLimit asked, TimeLimit unlisted, TimeLimit stale) {
    /** A system asks three times, once in a second (arp(7)). */
    static final Duration UNANSWERED = Duration.ofSeconds(3);

    /**
     * An entry of earlier is verified five seconds after it was used again, by three more questions
     * (arp(7), delay_first_probe_time).
     */
    private static final Duration STALE = Duration.ofMillis(8500);

    /** For a gateway, which answers and refusals have been awaited from. */
    static NeighbourTimeouts ofGateway(TimeLimit limit) {
        return new NeighbourTimeouts(
                limit.atMost(UNANSWERED), limit.atMost(Duration.ZERO), limit.atMost(STALE));
    }

    /** For another host, which may refuse what was sent to it. */
    static NeighbourTimeouts ofHost(TimeLimit limit) {
        TimeLimit asked = limit.atMost(UNANSWERED);
        return new NeighbourTimeouts(asked, asked, asked);
    }

    /** Whether the system has asked for as long as it does, and not only until an earlier end. */
    boolean isUnanswered() {
        return asked.elapsed().compareTo(UNANSWERED) >= 0;
    }
}
