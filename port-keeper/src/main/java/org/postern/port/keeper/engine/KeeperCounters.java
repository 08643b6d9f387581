// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.keeper.KeeperStatistics;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a keeper has done so far. Counted by the keeper's thread, read by any. */
final class KeeperCounters {
    private final AtomicLong renewals = new AtomicLong();
    private final AtomicLong failedRenewals = new AtomicLong();
    private final AtomicLong reopened = new AtomicLong();

    /** A router is asked to renew a lease. */
    void renewal() {
        renewals.incrementAndGet();
    }

    void failedRenewal() {
        failedRenewals.incrementAndGet();
    }

    /** A port is open again that was lost. */
    void reopened() {
        reopened.incrementAndGet();
    }

    KeeperStatistics with(long searches, Optional<Instant> lastChange) {
        // First, so that no more have failed than were asked for.
        long failed = failedRenewals.get();
        return new KeeperStatistics(searches, renewals.get(), failed, reopened.get(), lastChange);
    }
}
