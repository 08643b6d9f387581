// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

/**
 * What earlier runs have left: it is read with the first gateway, as without one nothing can be
 * adopted or closed, and what nobody has asked for when the grace is over is closed. Used by the
 * keeper's thread.
 */
final class Legacy {
    private final Parts parts;
    private final Runnable closing;
    private final Alarm alarm;

    private volatile long begun = Time.NEVER;

    private volatile boolean read;
    private boolean graceOver;

    /**
     * Nothing yet.
     *
     * @param closing run when the grace is over
     */
    Legacy(Parts parts, Runnable closing) {
        this.parts = parts;
        this.closing = closing;
        alarm = new Alarm(parts.agenda(), this::endGrace);
    }

    /** From any thread. A gateway may have come before: components are bound to them first. */
    void beginGrace() {
        begun = parts.time().now();
        if (read) {
            parts.loop().execute(this::plan);
        }
    }

    void read() {
        if (!read) {
            read = true;
            parts.book().load();
            plan();
        }
    }

    /** Also when the grace is another. */
    void plan() {
        if (read && !graceOver && begun != Time.NEVER) {
            alarm.set(begun + parts.settings().orphanGrace().toNanos());
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
