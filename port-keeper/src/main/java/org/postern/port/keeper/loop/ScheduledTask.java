// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import org.jspecify.annotations.Nullable;

/** One thing that is due at one moment, or never. Used by the keeper's thread. */
public final class ScheduledTask {
    private final Schedule schedule;
    private final Runnable task;
    private Schedule.@Nullable Entry entry;

    public ScheduledTask(Schedule schedule, Runnable task) {
        this.schedule = schedule;
        this.task = task;
    }

    /** Takes the place of what was set before. */
    public void set(long moment) {
        off();
        if (moment != Time.NEVER) {
            entry = schedule.at(moment, this::ring);
        }
    }

    public void off() {
        if (entry != null) {
            schedule.cancel(entry);
            entry = null;
        }
    }

    /** When it is due; {@link Time#NEVER} when nothing is set. */
    public long at() {
        return entry == null ? Time.NEVER : entry.at();
    }

    private void ring() {
        entry = null;
        task.run();
    }
}
