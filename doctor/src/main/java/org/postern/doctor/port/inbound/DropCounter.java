// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.doctor.evidence.DroppedPackets;

/**
 * Counts packets that arrive and are given to nobody, E9. How many come anyway has been measured
 * before: here others are made to send what may be dropped.
 */
@FunctionalInterface
public interface DropCounter {
    /** Begins to count. */
    Counting start();

    /** A count that goes on. */
    @FunctionalInterface
    interface Counting {
        /** Those that came since it began, with the noise of that time. May be called again. */
        DroppedPackets soFar();
    }
}
