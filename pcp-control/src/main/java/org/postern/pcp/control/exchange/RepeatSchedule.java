// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import java.time.Duration;

/**
 * When a request is sent again: 250, 750, 1750 and 3750 ms after the first time, then every two
 * seconds. RFC 6887 section 8.1.1 has three seconds to begin with; NAT-PMP has 250 ms.
 */
final class RepeatSchedule {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int DOUBLINGS = 3;

    private RepeatSchedule() {}

    /** How long to wait after the first, second, … time. */
    static Duration waitAfter(int sends) {
        return sends > DOUBLINGS ? LONGEST : FIRST.multipliedBy(1L << (sends - 1));
    }
}
