package org.postern.port.keeper.engine;

/**
 * What earlier runs have left: it is read with the first gateway, as without one nothing can be
 * adopted or closed, and what nobody has asked for when the grace is over is closed. Used by the
 * keeper's thread.
 */
final class Legacy {
    private final Parts parts;
    private final Runnable closing;

    /** Set before there is anything for the keeper's thread to do. */
    private volatile long graceEnd = Time.NEVER;

    private boolean read;
    private boolean graceOver;

    /**
     * Nothing yet.
     *
     * @param closing run when the grace is over
     */
    Legacy(Parts parts, Runnable closing) {
        this.parts = parts;
        this.closing = closing;
    }

    /** From any thread. */
    void beginGrace() {
        graceEnd = parts.time().now() + parts.settings().orphanGrace().toNanos();
    }

    void read() {
        if (!read) {
            read = true;
            parts.book().load();
            if (graceEnd != Time.NEVER) {
                parts.agenda().at(graceEnd, this::endGrace);
            }
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
