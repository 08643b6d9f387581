// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;

/** One thing that is due at one moment, or never. Used by the keeper's thread. */
final class Alarm {
    private final Agenda agenda;
    private final Runnable task;
    private Agenda.@Nullable Entry entry;

    Alarm(Agenda agenda, Runnable task) {
        this.agenda = agenda;
        this.task = task;
    }

    /** Takes the place of what was set before. */
    void set(long moment) {
        off();
        if (moment != Time.NEVER) {
            entry = agenda.at(moment, this::ring);
        }
    }

    void off() {
        if (entry != null) {
            agenda.cancel(entry);
            entry = null;
        }
    }

    /** When it is due; {@link Time#NEVER} when nothing is set. */
    long at() {
        return entry == null ? Time.NEVER : entry.at();
    }

    private void ring() {
        entry = null;
        task.run();
    }
}
