// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import java.time.Duration;

/** The time in which a {@link ModelRouter} answers and leases end. */
public interface ModelTime {
    /** Stands still, and no call takes any of it. */
    ModelTime STILL =
            new ModelTime() {
                @Override
                public long nanos() {
                    return 0;
                }

                @Override
                public void passes(Duration time) {}

                @Override
                public void execute(Runnable task) {
                    task.run();
                }
            };

    /** Nanoseconds by the router's clock. */
    long nanos();

    /** The call that runs takes time. */
    void passes(Duration time);

    /** Runs a task at the moment that the call has reached. */
    void execute(Runnable task);
}
