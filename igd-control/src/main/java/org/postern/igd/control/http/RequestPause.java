// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a call waits between two of its requests. Tests have one that takes no time. */
@FunctionalInterface
public interface RequestPause {
    /** Waits in real time. */
    RequestPause REAL = (end, time) -> end.await(time.toNanos(), TimeUnit.NANOSECONDS);

    /** Waits, but not beyond the end. */
    void await(CountDownLatch end, Duration time) throws InterruptedException;
}
