// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/**
 * Knows when kept ports were reached from outside last, see {@link OutsideHelper#watch}. Registered as
 * a service where a helper is configured. May be used from any thread.
 */
@ProviderType
public interface ReachWatch extends AutoCloseable {
    /**
     * The ports that have been looked at and are still open.
     *
     * @return a snapshot; of a port that several gateways hold, what was found at the first of them
     */
    List<PortReach> ports();

    /** Ends it, and its thread. The service, whose configuration decides, ignores it. */
    @Override
    void close();
}
