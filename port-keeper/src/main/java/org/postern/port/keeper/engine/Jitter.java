// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import java.util.concurrent.ThreadLocalRandom;

/** Chance, so that not all ask at the same moment. Used by the keeper's thread. */
@FunctionalInterface
public interface Jitter {
    /** The next number, from 0 to less than 1. */
    double next();

    /** Chance as it is. */
    static Jitter random() {
        return () -> ThreadLocalRandom.current().nextDouble();
    }

    /** A length of time, up to a share of it longer or shorter. */
    default long about(long nanos, double share) {
        return (long) (nanos * (1 - share + 2 * share * next()));
    }
}
