// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.port.keeper.loop.ScheduledTask;
import org.postern.port.keeper.loop.Time;

/**
 * What earlier runs have left: it is read with the first gateway, as without one nothing can be
 * adopted or closed, and what nobody has asked for when the grace is over is closed. Used by the
 * keeper's thread.
 */
final class EarlierRun {
    private final KeeperServices services;
    private final Runnable closing;
    private final ScheduledTask alarm;

    private volatile long begun = Time.NEVER;

    private volatile boolean read;
    private boolean graceOver;

    /**
     * Nothing yet.
     *
     * @param closing run when the grace is over
     */
    EarlierRun(KeeperServices services, Runnable closing) {
        this.services = services;
        this.closing = closing;
        alarm = new ScheduledTask(services.run().schedule(), this::endGrace);
    }

    /** From any thread. A gateway may have come before: components are bound to them first. */
    void beginGrace() {
        begun = services.now();
        if (read) {
            services.run().loop().execute(this::plan);
        }
    }

    void read() {
        if (!read) {
            read = true;
            services.ledger().load();
            plan();
        }
    }

    /** Also when the grace is another. */
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
