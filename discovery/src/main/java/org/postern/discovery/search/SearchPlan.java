// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a search sends, and how long devices may delay their answers: MX is that of multicast
 * searches, in seconds, and each round begins so long after the start of the search.
 */
record SearchPlan(int mx, List<Duration> rounds) {
    /** UDA 1.1 section 1.3.2: greater than zero, at most five. */
    private static final int LONGEST_MX = 5;

    /**
     * UDA 1.1 section 1.3.2 asks for searches to be repeated, as datagrams get lost. Wireless
     * networks lose several in a row, hence growing intervals: the first repetition comes before a
     * user notices a loss, the last ones outlast a short disturbance. Not more than five rounds,
     * since every device answers each of them.
     */
    private static final List<Duration> ROUNDS =
            List.of(
                    Duration.ZERO,
                    Duration.ofMillis(150),
                    Duration.ofMillis(400),
                    Duration.ofMillis(900),
                    Duration.ofMillis(2000));

    /** Devices delay their answers by up to MX; one second is left for the transmission. */
    static SearchPlan of(Duration timeout) {
        long whole = timeout.minusSeconds(1).toSeconds();
        int mx = (int) Math.max(1, Math.min(LONGEST_MX, whole));
        // Answers to what is sent in the second half of the timeout would come too late.
        List<Duration> rounds = new ArrayList<>();
        for (Duration at : ROUNDS) {
            if (at.isZero() || at.multipliedBy(2).compareTo(timeout) <= 0) {
                rounds.add(at);
            }
        }
        return new SearchPlan(mx, rounds);
    }
}
