// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;

import java.time.Duration;
import java.util.Map;

/**
 * Looks at all that is open on one router once in each period, a few at a time. Used by the
 * keeper's thread.
 */
final class Sweep {
    /** More than the pace allows are not piled up. */
    private static final int MOST_WAITING = 4 * Looks.BATCH;

    private static final PortKey BEGINNING = PortKey.tcp(0);

    private final Parts parts;
    private final Router router;
    private final Alarm alarm;
    private PortKey last = BEGINNING;

    Sweep(Parts parts, Router router) {
        this.parts = parts;
        this.router = router;
        alarm = new Alarm(parts.agenda(), this::go);
    }

    /** Also when the period is another. */
    void plan() {
        long batches = Math.max(1, (router.mappings().size() + Looks.BATCH - 1) / Looks.BATCH);
        Duration period = parts.settings().verifyPeriod();
        alarm.set(parts.time().now() + period.toNanos() / batches);
    }

    void end() {
        alarm.off();
    }

    private void go() {
        int count = 0;
        while (count < Looks.BATCH && router.looks().waiting() < MOST_WAITING) {
            Map.Entry<PortKey, KeptMapping> next = router.places().owners().higherEntry(last);
            if (next == null) {
                last = BEGINNING;
                break;
            }
            last = next.getKey();
            // One with two protocols is there twice.
            if (last.equals(next.getValue().key())) {
                count++;
                if (next.getValue().isHeld()) {
                    router.looks().check(next.getValue());
                }
            }
        }
        plan();
        router.proceed();
    }
}
