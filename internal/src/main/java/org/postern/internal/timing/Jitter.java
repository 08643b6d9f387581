// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.timing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Random variation, so that hosts that failed at the same moment do not retry in step. */
@FunctionalInterface
public interface Jitter {
    /**
     * Draws a number.
     *
     * @return from 0 to less than 1
     */
    double next();

    /**
     * Random numbers of the JDK.
     *
     * @return for any thread
     */
    static Jitter random() {
        return () -> ThreadLocalRandom.current().nextDouble();
    }

    /**
     * Varies a length of time.
     *
     * @param nanos the length
     * @param share of it that the result may be longer or shorter by
     * @return nanoseconds
     */
    default long about(long nanos, double share) {
        return (long) (nanos * (1 - share + 2 * share * next()));
    }

    /**
     * Varies a length of time.
     *
     * @param length the length
     * @param share of it that the result may be longer or shorter by
     * @return the length, varied
     */
    default Duration about(Duration length, double share) {
        return Duration.ofNanos(about(length.toNanos(), share));
    }
}
