// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

/** One open external port; used by the selector thread alone. */
interface PortForward {
    ForwardRule rule();

    /** Ends all that crosses now and forwards to the new target from then on. */
    void retarget(ForwardRule rule);

    /** Ends what has been silent for too long. */
    void sweep(long nanoTime);

    /** Closes the port and ends all that crosses. */
    void close();
}
