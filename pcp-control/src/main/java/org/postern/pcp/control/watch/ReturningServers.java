// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import org.postern.pcp.control.exchange.NetworkLoop;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.internal.timing.Alarm;
import org.postern.pcp.control.internal.timing.Backoff;
import org.postern.pcp.control.internal.timing.Jitter;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Servers that do not answer any more, and may soon: a router that reboots takes one to three
 * minutes. They are asked again more often than those that never answered, for ten minutes. For the
 * loop's thread alone.
 */
final class ReturningServers {
    private static final Duration LIKELY = Duration.ofMinutes(10);
    private static final Backoff AGAIN =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 0.2);

    private static final class Returning {
        private final long endNanos;
        private int failures = 1;
        private long dueNanos;

        private Returning(long endNanos) {
            this.endNanos = endNanos;
        }
    }

    private final NetworkLoop loop;
    private final Jitter jitter;
    private final Runnable look;
    private final Alarm alarm;
    private final Map<PcpEndpoint, Returning> all = new HashMap<>();

    /** None yet; when one is due, a look asks it. */
    ReturningServers(NetworkLoop loop, Jitter jitter, Runnable look) {
        this.loop = loop;
        this.jitter = jitter;
        this.look = look;
        this.alarm = new Alarm(loop);
    }

    void add(PcpEndpoint endpoint) {
        Returning one = new Returning(loop.nanoTime() + LIKELY.toNanos());
        all.put(endpoint, one);
        plan(one);
    }

    void remove(PcpEndpoint endpoint) {
        all.remove(endpoint);
    }

    void keepOnly(Collection<PcpEndpoint> present) {
        all.keySet().retainAll(present);
    }

    boolean isDue(PcpEndpoint endpoint) {
        Returning one = all.get(endpoint);
        return one != null && one.dueNanos - loop.nanoTime() <= 0;
    }

    /** It was asked, and did not answer. */
    void failed(PcpEndpoint endpoint) {
        Returning one = all.get(endpoint);
        if (one == null) {
            return;
        }
        if (one.endNanos - loop.nanoTime() <= 0) {
            all.remove(endpoint);
            return;
        }
        one.failures++;
        plan(one);
    }

    void stop() {
        alarm.off();
    }

    private void plan(Returning one) {
        long wait = AGAIN.nanos(one.failures, jitter);
        one.dueNanos = loop.nanoTime() + wait;
        long soonest =
                all.values().stream()
                        .mapToLong(each -> each.dueNanos - loop.nanoTime())
                        .filter(left -> left > 0)
                        .min()
                        .orElse(wait);
        alarm.in(Duration.ofNanos(soonest), look);
    }
}
