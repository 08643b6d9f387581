// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.calls.ControlSession;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Looks at a router's table again before a verdict: the table of some routers shows a change only
 * up to two seconds after it was confirmed (quirk A45).
 */
final class LaterLooks {
    /** Before each further look; together longer than the lags that were reported. */
    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMillis(250),
                    Duration.ofMillis(500),
                    Duration.ofMillis(1000),
                    Duration.ofMillis(500));

    private static final Duration LONGEST = WAITS.stream().reduce(Duration.ZERO, Duration::plus);

    private LaterLooks() {}

    /** How long to wait until a change of this age should be seen. */
    static Duration after(Duration age) {
        Duration left = LONGEST.minus(age);
        return left.compareTo(WAITS.get(0)) > 0 ? left : WAITS.get(0);
    }

    /** One look at the table. */
    @FunctionalInterface
    interface Look<T> {
        T look() throws GatewayException, InterruptedException;
    }

    /**
     * Looks again until what is seen is as expected, or a lagging router would have shown it.
     * Returns what was seen last: the first, where the call has no time for others.
     */
    static <T> T until(ControlSession session, Predicate<T> expected, T first, Look<T> again)
            throws GatewayException, InterruptedException {
        T seen = first;
        for (Duration wait : WAITS) {
            if (expected.test(seen) || !session.pause(wait)) {
                return seen;
            }
            seen = again.look();
        }
        return seen;
    }
}
