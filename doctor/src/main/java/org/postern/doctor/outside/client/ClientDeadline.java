// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When a question has to be over. */
final class ClientDeadline {
    private final long nanos;

    ClientDeadline(Duration longest) {
        this(System.nanoTime() + longest.toNanos());
    }

    private ClientDeadline(long nanos) {
        this.nanos = nanos;
    }

    /** Of a part that may take so long, and no longer than the whole. */
    ClientDeadline part(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        return new ClientDeadline(end - nanos < 0 ? end : nanos);
    }

    /** Milliseconds, at least one as long as it is not over; 0 or less when it is. */
    long leftMillis() {
        long left = nanos - System.nanoTime();
        return left <= 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
    }
}
