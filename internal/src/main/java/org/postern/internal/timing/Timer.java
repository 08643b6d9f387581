// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.timing;

import java.time.Duration;

/** Does things later. */
@FunctionalInterface
public interface Timer {
    /**
     * Plans a task.
     *
     * @param delay from now
     * @param task must not block
     * @return takes the plan back
     */
    Runnable after(Duration delay, Runnable task);
}
