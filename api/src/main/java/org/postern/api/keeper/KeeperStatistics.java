// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import java.time.Instant;
import java.util.Optional;

/**
 * What a keeper has done since it was started. The numbers only grow.
 *
 * @param searches how often a control protocol began to search for gateways; 0 or more. In OSGi for
 *     anybody, in plain Java for this keeper
 * @param renewals how often a gateway was asked to renew the lease of a port, also where it grants a
 *     new lease only to a new mapping; 0 or more
 * @param failedRenewals those that the gateway refused or did not answer; 0 to {@code renewals}
 * @param reopened how often a port was open again after it was lost; of TCP and UDP that are kept
 *     together, once; over IPv4 and IPv6, each; 0 or more
 * @param lastChange when the last event happened, renewals aside; empty before the first one
 */
public record KeeperStatistics(
        long searches,
        long renewals,
        long failedRenewals,
        long reopened,
        Optional<Instant> lastChange) {
    /** Of a keeper that has done nothing yet, or does not count. */
    public static final KeeperStatistics NONE = new KeeperStatistics(0, 0, 0, 0, Optional.empty());
}
