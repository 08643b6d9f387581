// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import java.time.Duration;

/** How much later than it happened the table shows that a mapping was added, or deleted. */
public record TableLag(Duration added, Duration deleted) {
    public static final TableLag NONE = new TableLag(Duration.ZERO, Duration.ZERO);
}
