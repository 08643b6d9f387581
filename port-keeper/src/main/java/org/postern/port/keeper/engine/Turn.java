// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

/** What is being done for one kept mapping: one thing at a time. Used by the keeper's thread. */
final class Turn {
    /** What is waited for or being asked. */
    enum Doing {
        NOTHING,
        LOOKING,
        OPENING,
        RENEWING
    }

    private Doing doing = Doing.NOTHING;
    private boolean asking;
    private int stamp;

    void begins(Doing next) {
        doing = next;
    }

    void ends() {
        doing = Doing.NOTHING;
    }

    boolean is(Doing what) {
        return doing == what;
    }

    boolean isFree() {
        return doing == Doing.NOTHING;
    }

    /** A call that changes something is on its way to the router. */
    boolean isAsking() {
        return asking;
    }

    void asks() {
        asking = true;
        stamp++;
    }

    void answered() {
        asking = false;
        doing = Doing.NOTHING;
    }

    /** Changes with all that is asked: an answer to an older question means nothing then. */
    int stamp() {
        return stamp;
    }
}
