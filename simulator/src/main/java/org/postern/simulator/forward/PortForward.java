// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

interface PortForward extends AutoCloseable {
    ForwardRule rule();

    /** Ends connections and sessions, and forwards to the new target from then on. */
    void retarget(ForwardRule rule);

    /** Closes the port, ends connections and sessions, and waits for the threads to end. */
    @Override
    void close();
}
