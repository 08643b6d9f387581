// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.osgi.annotation.versioning.ConsumerType;

/** Told whether kept ports are reached from outside. */
@ConsumerType
@FunctionalInterface
public interface ReachListener {
    /**
     * A port was looked at for the first time, or another state was found than before. Called from the
     * thread of the watch, one call after the other. What it throws is logged.
     *
     * @param reach what was found
     */
    void changed(PortReach reach);
}
