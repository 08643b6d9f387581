// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.port.keeper.loop.ScheduledTask;
import org.postern.port.keeper.loop.Time;

/**
 * Mappings of earlier runs. The ledger is read with the first gateway, as nothing can be adopted or
 * closed before; what is not requested within the grace period is closed. Used by the
 * keeper's thread.
 */
final class EarlierRun {
    private final KeeperServices services;
    private final Runnable load;
    private final Runnable closing;
    private final ScheduledTask alarm;

    private volatile long begun = Time.NEVER;

    private volatile boolean read;
    private boolean graceOver;

    /**
     * Reads nothing yet; {@code load} reads the ledger, and {@code closing} runs when the grace
     * period is over.
     */
    EarlierRun(KeeperServices services, Runnable load, Runnable closing) {
        this.services = services;
        this.load = load;
        this.closing = closing;
        alarm = new ScheduledTask(services.run().schedule(), this::endGrace);
    }

    /** From any thread. A gateway may be known already: components are bound to them first. */
    void beginGrace() {
        begun = services.now();
        if (read) {
            services.run().loop().execute(this::plan);
        }
    }

    void read() {
        if (!read) {
            read = true;
            load.run();
            plan();
        }
    }

    /** Also called when the grace period changes. */
    void plan() {
        if (read && !graceOver && begun != Time.NEVER) {
            alarm.set(begun + services.settings().orphanGrace().toNanos());
        }
    }

    private void endGrace() {
        graceOver = true;
        closing.run();
    }

    boolean isGraceOver() {
        return graceOver;
    }
}
