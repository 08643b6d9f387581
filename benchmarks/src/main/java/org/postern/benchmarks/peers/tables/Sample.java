// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.Arrays;

/**
 * What was measured of one contender, in ascending order. What never came about is {@link #NEVER},
 * so it counts as longer than all else.
 */
record Sample(long[] values) {
    static final long NEVER = Long.MAX_VALUE;

    /** How long a port is waited for, in seconds. As in benchmarks/opening.sh. */
    static final int PATIENCE = 20;

    Sample {
        values = values.clone();
        Arrays.sort(values);
    }

    int count() {
        return values.length;
    }

    long median() {
        return at(0.5);
    }

    /** The value that this share of all does not exceed. */
    long at(double share) {
        return values[index(share, values.length)];
    }

    /** Where it is among so many in ascending order; a quartile between two is the outer one. */
    static int index(double share, int count) {
        double position = share * (count - 1);
        if (share == 0.5) {
            return (int) Math.round(position);
        }
        return (int) (share < 0.5 ? Math.floor(position) : Math.ceil(position));
    }

    long nevers() {
        return Arrays.stream(values).filter(value -> value == NEVER).count();
    }
}
