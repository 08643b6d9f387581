// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;
import org.postern.port.keeper.loop.ScheduledTask;
import org.postern.port.keeper.router.RouterQueue;

import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Checks all open ports of one router once in each period, a few at a time. Used by the
 * keeper's thread.
 */
final class PeriodicCheck {
    /** Limits the backlog if the pace does not allow more checks. */
    private static final int MOST_WAITING = 4 * RouterQueue.BATCH;

    private static final PortKey BEGINNING = PortKey.tcp(0);

    private final KeeperServices services;
    private final RouterQueue queue;
    private final PortPlaces places;
    private final IntSupplier ports;
    private final ScheduledTask alarm;
    private PortKey last = BEGINNING;

    /** Not planned yet; {@code ports} tells how many there are. */
    PeriodicCheck(
            KeeperServices services, RouterQueue queue, PortPlaces places, IntSupplier ports) {
        this.services = services;
        this.queue = queue;
        this.places = places;
        this.ports = ports;
        alarm = new ScheduledTask(services.run().schedule(), this::go);
    }

    /** Also called when the period changes. */
    void plan() {
        long batches = Math.max(1, (ports.getAsInt() + RouterQueue.BATCH - 1) / RouterQueue.BATCH);
        Duration period = services.settings().verifyPeriod();
        alarm.set(services.now() + period.toNanos() / batches);
    }

    void end() {
        alarm.off();
    }

    private void go() {
        int count = 0;
        while (count < RouterQueue.BATCH && queue.checks() < MOST_WAITING) {
            Map.Entry<PortKey, PortSession> next = places.owners().higherEntry(last);
            if (next == null) {
                last = BEGINNING;
                break;
            }
            last = next.getKey();
            // One with two protocols is there twice.
            if (last.equals(next.getValue().key())) {
                count++;
                if (next.getValue().isHeld()) {
                    queue.check(next.getValue().state().target().keys());
                }
            }
        }
        plan();
        queue.proceed();
    }
}
